//! The `_headers` file of Netlify and Cloudflare Pages: neither runs here, so its rules are read as either host reads
//! them, and held against the files they are for.

use super::expect;
use crate::policy;

/// A path and the headers it sets.
struct Rule {
    path: String,
    headers: Vec<(String, String)>,
}

/// How a host reads a path.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Host {
    /// A `*` that stands alone between slashes may stand for nothing, its slash with it; letters in any case.
    Netlify,
    /// A `*` stands for anything, once in a path.
    Cloudflare,
}

/// Everything that is wrong with the file for these files of a site, in sentences; `below` is the planner's folder.
pub fn check(text: &str, below: &str, files: &[String]) -> Vec<String> {
    check_with(text, below, files, policy::HEADER)
}

/// The same where another policy is to be sent.
pub fn check_with(text: &str, below: &str, files: &[String], policy: &str) -> Vec<String> {
    let rules = match read(text) {
        Ok(rules) => rules,
        Err(wrong) => return vec![wrong],
    };
    let mut wrong = Vec::new();
    for host in [Host::Netlify, Host::Cloudflare] {
        for file in files {
            let path = format!("{below}/{file}");
            let set: Vec<&(String, String)> =
                rules.iter().filter(|rule| matches(&rule.path, &path, host)).flat_map(|rule| &rule.headers).collect();
            let value = |name: &str| -> Vec<&str> {
                let of_name = set.iter().filter(|(known, _)| known.eq_ignore_ascii_case(name));
                of_name.map(|(_, value)| value.as_str()).collect()
            };
            for (name, usual) in expect::ALWAYS {
                let expected = if usual == policy::HEADER { policy } else { usual };
                if value(name) != [expected] {
                    wrong.push(format!("{host:?}, {path}: {name} is {:?}, not once {expected:?}", value(name)));
                }
            }
            // What has no rule is kept only if asked for each time: that is either host's own default. Values of several
            // rules are joined, and of these "no-cache" holds.
            let kept = value("Cache-Control");
            let is_right = if expect::is_versioned(file) {
                kept == [expect::FOR_A_YEAR]
            } else {
                kept.is_empty() || kept.contains(&expect::ASK_EACH_TIME)
            };
            if !is_right {
                wrong.push(format!("{host:?}, {path}: Cache-Control is {kept:?}"));
            }
        }
    }
    wrong
}

/// The rules, or what breaks the form of the file; lengths and numbers are Cloudflare's limits.
fn read(text: &str) -> Result<Vec<Rule>, String> {
    let mut rules: Vec<Rule> = Vec::new();
    for line in text.lines() {
        let bare = line.trim();
        if bare.is_empty() || bare.starts_with('#') {
            continue;
        }
        if bare.len() > 2_000 {
            return Err("a line is longer than 2,000 characters".into());
        }
        if !line.starts_with([' ', '\t']) {
            if !bare.starts_with('/') || bare.matches('*').count() > 1 {
                return Err(format!("`{bare}` is no path with at most one `*`"));
            }
            rules.push(Rule { path: bare.to_owned(), headers: Vec::new() });
            continue;
        }
        let header = bare.split_once(": ").filter(|(name, _)| {
            !name.is_empty() && name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-')
        });
        match (header, rules.last_mut()) {
            (Some((name, value)), Some(rule)) => rule.headers.push((name.to_owned(), value.trim().to_owned())),
            _ => return Err(format!("`{bare}` is no `Name: value` below a path")),
        }
    }
    match rules.len() {
        1..=100 if rules.iter().all(|rule| !rule.headers.is_empty()) => Ok(rules),
        number => Err(format!("{number} rules; 1 to 100 may be there, each with a header")),
    }
}

fn matches(rule: &str, path: &str, host: Host) -> bool {
    match host {
        Host::Netlify => {
            let folded = (rule.to_lowercase(), path.to_lowercase());
            let parts: Vec<&str> = folded.0.split('/').filter(|part| !part.is_empty()).collect();
            let path: Vec<&str> = folded.1.split('/').filter(|part| !part.is_empty()).collect();
            by_parts(&parts, &path)
        }
        Host::Cloudflare => {
            let (before, after) = rule.split_once('*').unwrap_or((rule, ""));
            let parts = |text: &str| text.split('/').map(str::to_owned).collect::<Vec<_>>();
            let named = |rule: &str, path: &str| {
                let (rule, path) = (parts(rule), parts(path));
                rule.len() == path.len() && rule.iter().zip(&path).all(|(part, word)| is_word(part, word))
            };
            if before.len() == rule.len() {
                return named(rule, path);
            }
            (0..=path.len()).any(|start| {
                (start..=path.len()).any(|end| match (path.get(..start), path.get(end..)) {
                    (Some(head), Some(tail)) => named(before, head) && named(after, tail),
                    _ => false,
                })
            })
        }
    }
}

fn by_parts(rule: &[&str], path: &[&str]) -> bool {
    match (rule.split_first(), path.split_first()) {
        (None, None) => true,
        (Some((&"*", rest)), _) => {
            (0..=path.len()).any(|skip| path.get(skip..).is_some_and(|left| by_parts(rest, left)))
        }
        (Some((part, rule)), Some((word, path))) => is_word(part, word) && by_parts(rule, path),
        _ => false,
    }
}

/// Whether a part of a rule is this part of a path: the same, or a placeholder such as `:file` for anything.
fn is_word(part: &str, word: &str) -> bool {
    part == word || (part.len() > 1 && part.starts_with(':') && !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{project::Project, servers::recipes::Recipes};

    /// Beside these, each language but English has its pages in a folder of its own.
    fn files() -> Vec<String> {
        ["index.html", "check.html", "embed.js", "sw.js", "0.1.0-0123abcd/app.js", "0.1.0-0123abcd/app_bg.wasm"]
            .map(str::to_owned)
            .to_vec()
    }

    fn with_languages() -> Vec<String> {
        let folders = std::fs::read_dir(Project::here().path("content")).unwrap().map(|item| item.unwrap().path());
        let folders = folders.filter(|folder| folder.join("app.json").is_file());
        let tags = folders.map(|folder| folder.file_name().unwrap().to_string_lossy().into_owned());
        let names = |tag: String| ["index.html", "check.html", "check.js"].map(|name| format!("{tag}/{name}"));
        let pages: Vec<String> = tags.filter(|tag| tag != "en").flat_map(names).collect();
        assert!(!pages.is_empty());
        [files(), pages].concat()
    }

    fn written() -> String {
        Recipes::of(Project::here().read("docs/hosting.md").unwrap()).block("_headers").unwrap()
    }

    #[test]
    fn the_written_file_is_right_at_the_root_and_in_a_folder() {
        assert_eq!(check(&written(), "", &with_languages()), Vec::<String>::new());
        let moved = written().replace("\n/", "\n/planner/");
        assert_eq!(check(&moved, "/planner", &with_languages()), Vec::<String>::new());
        assert!(!check(&written(), "/planner", &files()).is_empty(), "in a folder the paths need the folder");
    }

    #[test]
    fn a_star_that_would_keep_the_page_for_a_year_is_found() {
        let wrong = check(&written().replace("/:version/:file", "/:version/*"), "", &files());
        assert!(wrong.iter().any(|line| line.starts_with("Netlify, /index.html: Cache-Control")), "{wrong:#?}");
        assert!(!wrong.iter().any(|line| line.starts_with("Cloudflare")), "{wrong:#?}");
    }

    #[test]
    fn a_page_of_a_language_that_would_be_kept_for_a_year_is_found() {
        let without = written().replace("/fr/:file\n  Cache-Control: no-cache\n", "");
        let wrong = check(&without, "", &with_languages());
        assert_eq!(wrong.len(), 6, "three files, two hosts: {wrong:#?}");
        assert!(wrong.iter().all(|line| line.contains(": Cache-Control")), "{wrong:#?}");
        for name in ["index.html", "check.html", "check.js"] {
            assert!(wrong.iter().any(|line| line.contains(&format!("/fr/{name}: "))), "{wrong:#?}");
        }
    }

    #[test]
    fn a_header_set_twice_or_never_is_found() {
        let twice = written().replace("/:version/:file", "/:version/:file\n  Access-Control-Allow-Origin: *");
        assert_eq!(check(&twice, "", &files()).len(), 4, "two files, two hosts");
        let never = written().replace("  X-Content-Type-Options: nosniff\n", "");
        assert_eq!(check(&never, "", &files()).len(), 12);
    }

    #[test]
    fn what_is_no_rule_is_refused() {
        for text in ["", "/a\n", "  A: b\n", "a\n  A: b\n", "/a/*/*\n  A: b\n", "/a\n  A b\n", "/a\n  A B: c\n"] {
            assert!(read(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn each_host_reads_paths_its_own_way() {
        let both = |rule, path| (matches(rule, path, Host::Netlify), matches(rule, path, Host::Cloudflare));
        assert_eq!(both("/*", "/"), (true, true));
        assert_eq!(both("/*", "/a/b.js"), (true, true));
        assert_eq!(both("/a/*", "/a"), (true, false));
        assert_eq!(both("/A", "/a"), (true, false));
        assert_eq!(both("/:v/:f", "/a/b.js"), (true, true));
        assert_eq!(both("/:v/:f", "/b.js"), (false, false));
        assert_eq!(both("/:v/:f", "/a/b/c.js"), (false, false));
    }
}
