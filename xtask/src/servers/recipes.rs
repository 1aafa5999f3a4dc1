//! The recipes of docs/hosting.md: takes them out of the page, so that what is tried is what is written there.

use crate::{fail::Fail, policy};

/// The page with the recipes.
pub struct Recipes {
    document: String,
}

impl Recipes {
    pub fn of(document: String) -> Self {
        Self { document }
    }

    /// The code block whose first line is a comment that begins with this name.
    pub fn block(&self, name: &str) -> Result<String, Fail> {
        let mut found = blocks(&self.document).into_iter().filter(|block| {
            let first = block.lines().next().unwrap_or_default();
            first.strip_prefix("# ").is_some_and(|title| title.starts_with(name))
        });
        match (found.next(), found.next()) {
            (Some(block), None) => Ok(block),
            (None, _) => Err(Fail::Wrong(format!("docs/hosting.md has no code block that begins with `# {name}`"))),
            (Some(_), Some(_)) => {
                Err(Fail::Wrong(format!("docs/hosting.md has two code blocks that begin with `# {name}`")))
            }
        }
    }
}

/// What stands between the fences.
fn blocks(document: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut open: Option<String> = None;
    for line in document.lines() {
        match (line.starts_with("```"), open.take()) {
            (true, None) => open = Some(String::new()),
            (true, Some(block)) => blocks.push(block),
            (false, Some(block)) => open = Some(block + line + "\n"),
            (false, None) => {}
        }
    }
    blocks
}

/// Puts what a trial needs in place of what a recipe names; each must be there, or the trial would try something else.
pub fn with(recipe: &str, changes: &[(&str, &str)]) -> Result<String, Fail> {
    let mut recipe = recipe.to_owned();
    for (from, to) in changes {
        if !recipe.contains(from) {
            return Err(Fail::Wrong(format!("a recipe of docs/hosting.md no longer has `{from}`:\n{recipe}")));
        }
        recipe = recipe.replace(from, to);
    }
    Ok(recipe)
}

/// The recipe where only some sites may show the planner in a frame.
pub fn only_own_sites(recipe: &str) -> Result<String, Fail> {
    match recipe.matches(policy::HEADER).count() {
        1 => Ok(recipe.replace(policy::HEADER, policy::HEADER_FOR_OWN_SITES)),
        number => Err(Fail::Wrong(format!("a recipe has the policy {number} times, not once:\n{recipe}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{HEADERS, PACKING, programs::*};
    use super::*;
    use crate::project::Project;

    #[test]
    fn a_block_is_found_by_its_first_line() {
        let recipes = Recipes::of("text\n```sh\n# one, two\nls\n```\n# one\n```x\n# three\n```\n".into());
        assert_eq!(recipes.block("one").unwrap(), "# one, two\nls\n");
        assert!(recipes.block("two").is_err(), "the name begins the line");
        let twice = Recipes::of("```\n# one\n```\n```\n# one\n```\n".into());
        assert!(twice.block("one").is_err(), "which of the two?");
    }

    #[test]
    fn what_a_trial_changes_must_be_there() {
        assert_eq!(with("listen 80;", &[("80", "8080")]).unwrap(), "listen 8080;");
        assert!(with("listen 80;", &[("81", "8080")]).is_err());
    }

    #[test]
    fn who_may_show_the_planner_is_added_to_the_one_policy() {
        let line = |policy: &str| format!("# who\na \"{policy}\";\n");
        assert_eq!(only_own_sites(&line(policy::HEADER)).unwrap(), line(policy::HEADER_FOR_OWN_SITES));
        assert!(only_own_sites("a 1\n").is_err());
        assert!(only_own_sites(&line(policy::HEADER).repeat(2)).is_err());
    }

    #[test]
    fn the_page_has_every_recipe_once_and_each_sends_the_policy() {
        let recipes = Recipes::of(Project::here().read("docs/hosting.md").unwrap());
        for name in [PACKING, NGINX_CACHE, NGINX_HOST, NGINX_FOLDER, CADDY_HOST, CADDY_FOLDER, APACHE_HOST] {
            recipes.block(name).unwrap();
        }
        for name in [NGINX_FILES, CADDY_FILES, APACHE_FILES, HEADERS] {
            only_own_sites(&recipes.block(name).unwrap()).unwrap();
        }
    }
}
