//! Takes the words out of panics. Nobody reads them: a person sees that the page is broken, and what to do. What words them, and
//! what it alone needs, weighs a twelfth of the first part of the program. Used by: `parts`.

use std::borrow::Cow;
use std::error::Error;
use std::ops::Range;

use crate::module::{
    Bytes, CODE, CUSTOM, EXPORTS, IMPORTS, Module, counted, exports, function_names, imports, list, put_number,
};

/// Instructions of a function's body, and how bodies begin that have no variables of their own.
const NO_VARIABLES: u8 = 0;
const UNREACHABLE: u8 = 0;
const NOTHING: u8 = 1;
const END: u8 = 0x0b;
const CALL: u8 = 0x10;
const NUMBER: u8 = 0x41;

/// The linker's notes on what the code refers to, and the kinds of them that end with one more number.
const RELOCATED: &str = "reloc.CODE";
const NOTES_ON_ADDRESSES: [u8; 5] = [3, 4, 5, 8, 9];

impl Module {
    /// Takes the words out of panics: the functions of the standard libraries that word one stop at once, and what writes
    /// something for programmers to read writes nothing.
    ///
    /// Done while the linker's notes are there: what only these led to is then in no part.
    pub fn drop_panics(&mut self) -> Result<(), Box<dyn Error>> {
        let cut = self.change_bodies(|name, body| {
            let (does, end): (_, &[u8]) = if words_a_panic(name, body) {
                (NOTHING, &[UNREACHABLE, END])
            } else if name.contains(" as core::fmt::Debug>::fmt") {
                // All went well.
                (NOTHING, &[NUMBER, 0, END])
            } else {
                return None;
            };
            // As long as before, for the notes say where something is.
            let mut new = vec![does; body.len() - end.len()];
            new.extend(end);
            *new.first_mut()? = NO_VARIABLES;
            Some(new)
        })?;
        for (kind, content) in &mut self.0 {
            if *kind == CUSTOM && Bytes(content).counted()? == RELOCATED.as_bytes() {
                *content = notes_without(content, &cut)?;
            }
        }
        Ok(())
    }

    /// Has every panic call a function before it stops: what is offered under a name that begins with `hook`, and takes
    /// nothing. Done before wasm-opt, which then puts that where the panic would have been worded.
    pub fn hook_panics(&mut self, hook: &str) -> Result<(), Box<dyn Error>> {
        let offered =
            self.0.iter().find(|(kind, _)| *kind == EXPORTS).map(|(_, content)| exports(content)).transpose()?;
        let hook = offered
            .into_iter()
            .flatten()
            .find(|(name, _)| name.starts_with(hook))
            .ok_or("the program offers no hook")?;
        let call = [&[NO_VARIABLES, CALL], hook.1.get(1..).unwrap_or_default(), &[UNREACHABLE, END]].concat();
        self.change_bodies(|name, body| words_a_panic(name, body).then(|| call.clone()))?;
        Ok(())
    }

    /// Gives functions another body by their name and the one they have. What comes back is where the changed ones were in
    /// the section of code.
    fn change_bodies(
        &mut self,
        change: impl Fn(&str, &[u8]) -> Option<Vec<u8>>,
    ) -> Result<Vec<Range<usize>>, Box<dyn Error>> {
        let (mut before, mut names) = (0, Vec::new());
        for (kind, content) in &self.0 {
            match *kind {
                IMPORTS => before = imports(content)?.iter().filter(|(_, _, what)| what.first() == Some(&0)).count(),
                CUSTOM => names.extend(function_names(content)?),
                _ => {}
            }
        }
        let mut changed = Vec::new();
        for (_, content) in self.0.iter_mut().filter(|(kind, _)| *kind == CODE) {
            let mut rest = Bytes(content);
            let count = rest.number()?;
            let mut bodies = Vec::new();
            for _ in 0..count {
                let body = rest.counted()?;
                let end = content.len() - rest.0.len();
                bodies.push((end - body.len()..end, Cow::Borrowed(body)));
            }
            for (number, name) in &names {
                let Some((place, body)) = number.checked_sub(before).and_then(|index| bodies.get_mut(index)) else {
                    continue;
                };
                if let Some(new) = change(name, body) {
                    *body = Cow::Owned(new);
                    changed.push(place.clone());
                }
            }
            *content = list(bodies.iter().map(|(_, body)| counted(body)));
        }
        if changed.is_empty() {
            Err("no function words a panic: have their names changed?".into())
        } else {
            Ok(changed)
        }
    }
}

/// Whether this function of a standard library is only there to say that all is over.
fn words_a_panic(name: &str, body: &[u8]) -> bool {
    let path = name.trim_start_matches('<');
    let last = path.rsplit("::").find(|part| !part.starts_with(['<', '{'])).unwrap_or_default();
    // It never comes back.
    body.ends_with(&[UNREACHABLE, END])
        && ["core::", "alloc::", "std::", "__rustc::"].iter().any(|library| path.starts_with(library))
        && (path.starts_with("core::panicking::")
            || ["panic_", "begin_panic"].iter().any(|begin| last.starts_with(begin))
            || ["_fail", "_fail_rt", "failed", "handle_error", "handle_alloc_error", "begin_unwind"]
                .iter()
                .any(|end| last.ends_with(end)))
}

/// The linker's notes without those about these places in the code.
fn notes_without(content: &[u8], cut: &[Range<usize>]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut rest = Bytes(content);
    let (name, section, count) = (rest.counted()?, rest.number()?, rest.number()?);
    let mut kept = Vec::new();
    for _ in 0..count {
        let note = rest.0;
        let kind = rest.byte()?;
        let place = rest.number()?;
        rest.number()?;
        if NOTES_ON_ADDRESSES.contains(&kind) {
            rest.signed()?;
        }
        if !cut.iter().any(|range| range.contains(&place)) {
            kept.push(note.get(..note.len() - rest.0.len()).unwrap_or_default().to_vec());
        }
    }
    let mut all = counted(name);
    put_number(&mut all, section);
    all.extend(list(kept.into_iter()));
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::module::named;

    /// What a module calls, what it offers, what it does, and how its functions are called.
    fn module(bodies: &[(&str, &[u8])]) -> Module {
        let calls = [named("a", &named("b", &[0, 0]))];
        let offers = [named("broken_0f", &[0, 3])];
        let names = bodies
            .iter()
            .enumerate()
            .map(|(place, (name, _))| [vec![place as u8 + 1], counted(name.as_bytes())].concat());
        let names = [counted(b"name"), vec![1], counted(&list(names))].concat();
        Module(vec![
            (IMPORTS, list(calls.into_iter())),
            (EXPORTS, list(offers.into_iter())),
            (CODE, list(bodies.iter().map(|(_, body)| counted(body)))),
            (CUSTOM, names),
        ])
    }

    fn bodies(module: &Module) -> Vec<Vec<u8>> {
        let (_, code) = module.0.iter().find(|(kind, _)| *kind == CODE).unwrap();
        let mut rest = Bytes(code);
        (0..rest.number().unwrap()).map(|_| rest.counted().unwrap().to_vec()).collect()
    }

    const PANIC: &str = "_ZN4core9panicking9panic_fmt17h0123456789abcdefE";
    const OWN: &str = "_ZN7planner4step6failed17h0123456789abcdefE";
    const NUMBER_READ: &str = "_ZN4core3num14parse_failed17h0123456789abcdefE";
    const SHOWN: &str = "_ZN39_$LT$u8$u20$as$u20$core..fmt..Debug$GT$3fmt17h0123456789abcdefE";

    #[test]
    fn what_words_a_panic_says_so_to_the_program_and_stops_and_all_else_stays() {
        let (stops, comes_back) = (&[0, 0x10, 9, 0, END][..], &[0, NUMBER, 1, END][..]);
        let mut module = module(&[(PANIC, stops), (OWN, stops), (NUMBER_READ, comes_back)]);
        module.hook_panics("broken_").unwrap();
        // Function 3 is the one that is offered.
        assert_eq!(bodies(&module), [&[0, CALL, 3, UNREACHABLE, END][..], stops, comes_back]);
        assert!(module.hook_panics("fine_").is_err());
    }

    #[test]
    fn nothing_leads_from_a_panic_to_its_words_and_every_place_stays_where_it_was() {
        let (stops, shows) = (&[0, 0x41, 7, 0x10, 9, 0, END][..], &[0, 0x41, 7, 0x10, 9, 0x41, 0, END][..]);
        let mut module = module(&[(PANIC, stops), (OWN, stops), (SHOWN, shows)]);
        // One note in each of the three, the first with an address, which has a number more.
        let notes = [vec![4, 4, 30, 0x7f], vec![0, 13, 31], vec![0, 21, 32]];
        let about = |notes: &[Vec<u8>]| [counted(RELOCATED.as_bytes()), vec![5], list(notes.iter().cloned())].concat();
        module.0.push((CUSTOM, about(&notes)));
        module.drop_panics().unwrap();
        assert_eq!(bodies(&module), [&[0, 1, 1, 1, 1, 0, END][..], stops, &[0, 1, 1, 1, 1, NUMBER, 0, END]]);
        assert_eq!(module.0.last().unwrap().1, about(&[vec![0, 13, 31]]));
    }

    #[test]
    fn a_program_in_which_no_panic_is_known_by_name_is_not_built() {
        assert!(module(&[(OWN, &[0, 0, END])]).drop_panics().is_err());
    }
}
