//! "Is this normal?": what a sign means so many hours after a session. No diagnosis.
