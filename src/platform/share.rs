//! Files and texts that leave the app by the person's own hand: download, copy, share, open.
