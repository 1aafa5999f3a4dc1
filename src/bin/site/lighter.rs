//! Makes lighter what the tools wrote: names that only the two halves of the program use between themselves, names of
//! source files in messages nobody sees, and what dependencies offer to scripts. Used by: the build step.

use std::env;
use std::error::Error;

use crate::module::{Bytes, CUSTOM, DATA, EXPORTS, IMPORTS, Module, counted, exports, imports, list, named};

/// Where the macros of wasm-bindgen leave what they have seen.
const DESCRIBED: &str = "__wasm_bindgen_unstable";

/// A class of streams, which Leptos brings along for servers and offers to scripts: as nothing asks for it, it only
/// weighs, in the program and in the script beside it.
const UNUSED: &str = "intounderlying";

impl Module {
    /// Takes out what nothing asks for, before anything looks at what is used.
    pub fn drop_unused(&mut self) -> Result<(), Box<dyn Error>> {
        for (kind, content) in &mut self.0 {
            let mut rest = Bytes(content);
            match *kind {
                EXPORTS => {
                    let kept = exports(content)?;
                    let kept: Vec<_> = kept.into_iter().filter(|(name, _)| !name.contains(UNUSED)).collect();
                    *content = list(kept.iter().map(|(name, what)| named(name, what)));
                }
                CUSTOM if rest.counted()? == DESCRIBED.as_bytes() => {
                    let mut kept = counted(DESCRIBED.as_bytes());
                    while !rest.0.is_empty() {
                        // Which wasm-bindgen wrote it, and then what it has seen.
                        let (by, seen) = (rest.described()?, rest.described()?);
                        if !String::from_utf8_lossy(seen).to_lowercase().contains(UNUSED) {
                            kept.extend([by, seen].concat());
                        }
                    }
                    *content = kept;
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Empties the names of source files. They say where a panic was, to nobody: the page only says that it is broken.
    pub fn blank_sources(&mut self) {
        let registry = env::var("CARGO_HOME").or_else(|_| env::var("HOME").map(|home| home + "/.cargo"));
        let registry = registry.unwrap_or_default() + "/registry/src/";
        for (_, content) in self.0.iter_mut().filter(|(kind, _)| *kind == DATA) {
            blank(content, &registry);
        }
    }

    /// Gives what the program and its script call each other by short names, in both. What comes back is the script.
    pub fn shorten(&mut self, script: &str) -> Result<String, Box<dyn Error>> {
        let mut script = script.to_owned();
        let mut short = 0u32..;
        for (kind, content) in &mut self.0 {
            match *kind {
                IMPORTS => {
                    let mut own = Vec::new();
                    for (module, name, what) in imports(content)? {
                        // One entry of the object that the script hands over.
                        let (entry, new) = (format!("\n{name}: "), letters(short.next().unwrap_or_default()));
                        if script.matches(&entry).count() == 1 {
                            script = script.replace(&entry, &format!("\n{new}: "));
                            own.push([named(module, &[]), named(&new, what)].concat());
                        } else {
                            own.push([named(module, &[]), named(name, what)].concat());
                        }
                    }
                    *content = list(own.into_iter());
                }
                EXPORTS => {
                    let mut all = exports(content)?;
                    // The longest first: one may begin like another.
                    all.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
                    let mut own = Vec::new();
                    for (name, what) in all {
                        let new = format!("c{}", letters(short.next().unwrap_or_default()));
                        if name.starts_with("wasm_bindgen__") {
                            script = script.replace(name, &new);
                            own.push(named(&new, what));
                        } else {
                            own.push(named(name, what));
                        }
                    }
                    *content = list(own.into_iter());
                }
                _ => {}
            }
        }
        Ok(script)
    }
}

fn blank(text: &mut [u8], registry: &str) {
    let is_path = |byte: &u8| byte.is_ascii_alphanumeric() || b"_./-".contains(byte);
    let starts = [registry, "/rustc/", "/rust/deps/"];
    let mut from = 0;
    while let Some(length) = text.get(from..).and_then(|rest| rest.windows(3).position(|part| part == b".rs")) {
        let end = from + length + 3;
        let run = text.get(from..end).unwrap_or_default();
        let run = run.rsplit(|byte| !is_path(byte)).next().unwrap_or_default();
        let path = String::from_utf8_lossy(run);
        // Another text may touch it: it begins where such a path begins.
        let start = starts.iter().find_map(|start| path.rfind(start)).or_else(|| path.rfind("src/"));
        if let Some(start) = start
            && let Some(name) = text.get_mut(end - run.len() + start..end)
        {
            name.fill(0);
        }
        from = end;
    }
}

/// a, b, … z, ba, bb, …
fn letters(number: u32) -> String {
    let last = char::from(b'a' + (number % 26) as u8);
    if number < 26 { last.to_string() } else { letters(number / 26) + &last.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn module(sections: &[(u8, Vec<u8>)]) -> Module {
        Module::read(&Module(sections.to_vec()).bytes()).unwrap()
    }

    #[test]
    fn program_and_script_call_each_other_by_the_same_short_names_and_all_else_stays() {
        let calls = [named("./x.js", &named("__wbg_now_0123456789abcdef", &[0, 3])), named("a", &named("b", &[0, 3]))];
        let offers =
            [named("mount", &[0, 1]), named("wasm_bindgen__f_1", &[0, 2]), named("wasm_bindgen__f_12", &[0, 3])];
        let mut module = module(&[(IMPORTS, list(calls.into_iter())), (EXPORTS, list(offers.into_iter()))]);
        let script = "const to = {\n__wbg_now_0123456789abcdef: function() {},\n};\nwasm.wasm_bindgen__f_1();\nwasm.wasm_bindgen__f_12();\nwasm.mount();";
        let script = module.shorten(script).unwrap();
        let [(_, calls), (_, offers)] = &module.0[..] else { panic!("a section is gone") };
        let calls = imports(calls).unwrap();
        assert!(script.contains(&format!("\n{}: function", calls[0].1)) && calls[0].1.len() < 3, "{script}");
        assert_eq!((calls[0].0, calls[1].1), ("./x.js", "b"));
        for (name, what) in exports(offers).unwrap() {
            assert!(script.contains(&format!("wasm.{name}();")), "{name} in {script}");
            assert_eq!(what[1] == 1, name == "mount");
        }
        assert!(!script.contains("wasm_bindgen__"));
    }

    #[test]
    fn names_of_source_files_are_emptied_and_the_texts_that_touch_them_stay() {
        let mut data = b"settings/reg/registry/src/x-1/tachys-0.2/src/dom.rssrc/ui/later.rsnot a text/rustc/0a/library/core/src/str.rs of.rs".to_vec();
        let length = data.len();
        blank(&mut data, "/reg/registry/src/");
        assert_eq!(data.len(), length);
        let left: Vec<&str> = std::str::from_utf8(&data).unwrap().split('\0').filter(|text| !text.is_empty()).collect();
        assert_eq!(left, ["settings", "not a text", " of.rs"]);
    }

    #[test]
    fn what_nothing_asks_for_is_neither_offered_nor_described() {
        let seen = |text: &str| [&(text.len() as u32).to_le_bytes(), text.as_bytes()].concat();
        let described = [seen("by"), seen("class IntoUnderlyingSink"), seen("by"), seen("mount")].concat();
        let offers = [named("intounderlyingsink_write", &[0, 9]), named("mount", &[0, 1])];
        let mut module = module(&[(CUSTOM, named(DESCRIBED, &described)), (EXPORTS, list(offers.into_iter()))]);
        module.drop_unused().unwrap();
        let [(_, described), (_, offers)] = &module.0[..] else { panic!("a section is gone") };
        assert_eq!(*described, named(DESCRIBED, &[seen("by"), seen("mount")].concat()));
        assert_eq!(exports(offers).unwrap(), [("mount", &[0, 1][..])]);
    }
}
