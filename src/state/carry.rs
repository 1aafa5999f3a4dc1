//! Taking everything along and putting it back: preview, merge or replace, undo.
