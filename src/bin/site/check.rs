//! The page that finds out why the planner does not show, and its script, in each language: what is said by both comes from
//! `content/*/check/`. Used by: the build step.
//!
//! The script of a language holds its words: what is called on a clinic's page can fetch nothing that this page's policy
//! does not let in.

use std::error::Error;
use std::fs;

use microneedling_planner::content::languages::{LANGUAGES, Language};
use microneedling_planner::content::words::Words;
use serde_json::Value;

use crate::page::{escape, root};
use crate::{VERSION, pack};

/// The page, beside that of each language.
pub const PAGE: &str = "check.html";

/// Its script, which is also called by hand on other pages.
pub const SCRIPT: &str = "check.js";

/// The page and the script of a language, whose first words are `words`.
pub fn page_and_script(language: Language, words: &Words) -> Result<(String, String), Box<dyn Error>> {
    let own = pack(language, "check")?;
    Ok((filled(&source(PAGE)?, language, words, &own)?, spoken(&source(SCRIPT)?, language, &own)?))
}

/// The script with its words and its place.
fn spoken(script: &str, language: Language, own: &Words) -> Result<String, Box<dyn Error>> {
    let pack = Value::from(own);
    let texts = pack.get("texts").ok_or("a pack without texts")?;
    Ok(script
        .replace("{{words}}", &texts.to_string())
        .replace("{{root}}", root(language))
        .replace("{{folder}}", &language.folder()))
}

fn source(name: &str) -> Result<String, Box<dyn Error>> {
    Ok(fs::read_to_string(format!("src/embed/{name}"))?)
}

/// The page with each `{{mark}}` filled: the id of a text, or one of a few names.
fn filled(html: &str, language: Language, words: &Words, own: &Words) -> Result<String, Box<dyn Error>> {
    let value = |name: &str| match name {
        "lang" => Some(language.tag.to_owned()),
        "dir" => Some(words.text("language.direction")),
        "title" => Some(escape(&words.fill("app.page_title", &[("page", &own.text("works.title"))]))),
        "files" => Some(format!("{}{VERSION}/", root(language))),
        "languages" => Some(LANGUAGES.iter().map(|other| link(language, *other)).collect()),
        id => own.maybe(id).or_else(|| words.maybe(id)).map(|text| escape(&text)),
    };
    let mut parts = html.split("{{");
    let mut page = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once("}}").ok_or("check.html has a mark that is not whole")?;
        page.push_str(&value(name).ok_or_else(|| format!("check.html asks for {name}, which there is not"))?);
        page.push_str(rest);
    }
    Ok(page)
}

/// The way to the same page in another language, under the name it has for itself.
fn link(from: Language, to: Language) -> String {
    let (tag, here) = (to.tag, if from == to { " aria-current=\"true\"" } else { "" });
    let address = [root(from), &to.folder(), PAGE].concat();
    format!("<a href=\"{address}\" lang=\"{tag}\" hreflang=\"{tag}\"{here}>{}</a>", escape(to.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(language: Language) -> Words {
        pack(language, "").unwrap()
    }

    #[test]
    fn the_page_of_each_language_is_filled_and_leads_to_the_others() {
        for language in LANGUAGES {
            let (page, _) = page_and_script(*language, &first(*language)).unwrap();
            let left = page.replace(VERSION, "");
            assert!(!left.contains("{{") && !left.contains("}}"), "{}: {left}", language.tag);
            assert!(page.contains(&format!("<html lang=\"{}\" dir=", language.tag)));
            let own = pack(*language, "check").unwrap();
            for id in ["works.title", "works.policy.text", "works.console.label"] {
                assert!(page.contains(&escape(&own.text(id))), "{} {id}", language.tag);
            }
            for other in LANGUAGES {
                let address = [root(*language), &other.folder(), PAGE].concat();
                assert!(page.contains(&format!("<a href=\"{address}\" lang=\"{}\"", other.tag)), "{address}");
            }
            assert_eq!(page.matches("aria-current").count(), 1);
        }
    }

    #[test]
    fn the_script_of_each_language_has_its_words_and_knows_where_it_lies() {
        for language in LANGUAGES {
            let (_, script) = page_and_script(*language, &first(*language)).unwrap();
            assert!(!script.contains("{{"), "{}", language.tag);
            let words = script.split_once("const WORDS = ").unwrap().1.split(";\n").next().unwrap();
            let words: Value = serde_json::from_str(words).unwrap();
            assert_eq!(words["works.title"], pack(*language, "check").unwrap().text("works.title"));
            assert!(script.contains(&format!("new URL(\"{}\", import.meta.url)", root(*language))));
            assert!(script.contains(&format!("const FOLDER = \"{}\";", language.folder())));
        }
    }

    #[test]
    fn a_mark_that_means_nothing_stops_the_build() {
        let english = LANGUAGES[0];
        for html in ["{{works.none}}", "{{works.title"] {
            assert!(filled(html, english, &first(english), &pack(english, "check").unwrap()).is_err(), "{html}");
        }
    }
}
