//! The web servers: how each is found, what is put around its recipes so that it runs here, and how it is stopped.

use std::{
    fs::{self, File},
    net::{Ipv4Addr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use super::{
    recipes::{Recipes, only_own_sites, with},
    write,
};
use crate::{
    browser,
    fail::{Doing, Fail},
    project::Project,
};

pub const NGINX_CACHE: &str = "/etc/nginx/conf.d/planner-cache.conf";
pub const NGINX_FILES: &str = "/etc/nginx/snippets/planner.conf";
pub const NGINX_HOST: &str = "/etc/nginx/conf.d/planner.conf";
pub const NGINX_FOLDER: &str = "within server { … } of your site";
pub const CADDY_FILES: &str = "/etc/caddy/Caddyfile, above the sites";
pub const CADDY_HOST: &str = "/etc/caddy/Caddyfile, the planner's own host";
pub const CADDY_FOLDER: &str = "within your site's block";
pub const APACHE_FILES: &str = ".htaccess, in the planner's folder";
pub const APACHE_HOST: &str = "/etc/apache2/sites-available/planner.conf";

pub struct Program {
    pub name: &'static str,
    names: &'static [&'static str],
    version: &'static str,
    /// Whether it hands out what was packed beforehand.
    pub takes_packed: bool,
    /// The codings it packs with on the fly, where brotli is not one of them.
    pub on_the_fly: Option<&'static [&'static str]>,
    set_up: fn(&Setting) -> Result<SetUp, Fail>,
}

pub const PROGRAMS: [Program; 3] = [
    Program { name: "nginx", names: &["nginx"], version: "-v", takes_packed: true, on_the_fly: None, set_up: nginx },
    Program {
        name: "caddy",
        names: &["caddy"],
        version: "version",
        takes_packed: true,
        on_the_fly: Some(&["zstd", "gzip"]),
        set_up: caddy,
    },
    Program {
        name: "apache",
        names: &["apache2", "httpd"],
        version: "-v",
        takes_packed: false,
        on_the_fly: None,
        set_up: apache,
    },
];

impl Program {
    /// Where it is; those who are not root often have no `sbin` on their PATH.
    pub fn find(&self, project: &Project) -> Option<PathBuf> {
        let in_sbin = |name: &&str| {
            ["/usr/sbin", "/usr/local/sbin"]
                .iter()
                .map(|folder| Path::new(folder).join(name))
                .find(|file| file.is_file())
        };
        self.names.iter().find_map(|name| project.which(name).or_else(|| in_sbin(name)))
    }

    /// The first line in which it says what it is.
    pub fn version(&self, project: &Project, path: &Path) -> String {
        let said = project.command(path).arg(self.version).output();
        let said = said.map(|said| [said.stdout, said.stderr].concat()).unwrap_or_default();
        let said = String::from_utf8_lossy(&said);
        let line = said.lines().next().unwrap_or("says no version");
        if line.contains(self.name) { line.to_owned() } else { format!("{} {line}", self.name) }
    }
}

/// What a set-up is made from.
struct Setting<'a> {
    project: &'a Project,
    program: &'a Path,
    recipes: &'a Recipes,
    /// A folder of the trial's own, with the planner in `host/` and `site/planner/`.
    home: &'a Path,
    host_port: u16,
    site_port: u16,
    only_own_sites: bool,
}

impl Setting<'_> {
    fn block(&self, name: &str) -> Result<String, Fail> {
        self.recipes.block(name)
    }

    /// The recipe with the headers, with "only these sites" as this trial wants it.
    fn files(&self, name: &str) -> Result<String, Fail> {
        let recipe = self.block(name)?;
        if self.only_own_sites { only_own_sites(&recipe) } else { Ok(recipe) }
    }

    fn below_home(&self, name: &str) -> String {
        self.home.join(name).display().to_string()
    }

    fn write(&self, name: &str, text: &str) -> Result<String, Fail> {
        write(&self.home.join(name), text.as_bytes())?;
        Ok(self.below_home(name))
    }
}

struct SetUp {
    command: Command,
    /// Whether it packs with brotli on the fly.
    brotli: bool,
}

/// The first of these folders that is there.
fn folder(places: &[&str]) -> Option<PathBuf> {
    places.iter().map(PathBuf::from).find(|place| place.is_dir())
}

fn nginx(set: &Setting) -> Result<SetUp, Fail> {
    let mut files = set.files(NGINX_FILES)?;
    let modules = folder(&["/usr/lib/nginx/modules", "/usr/share/nginx/modules", "/usr/lib64/nginx/modules"]);
    let brotli = ["ngx_http_brotli_filter_module.so", "ngx_http_brotli_static_module.so"]
        .map(|name| modules.clone().unwrap_or_default().join(name));
    let has_brotli = brotli.iter().all(|module| module.is_file());
    let mut load = String::new();
    if has_brotli {
        load = brotli.iter().map(|module| format!("load_module {};\n", module.display())).collect();
    } else {
        println!("  nginx has no brotli module here: its lines are left out, as the page says");
        files = files.lines().filter(|line| !line.starts_with("brotli")).map(|line| format!("{line}\n")).collect();
    }
    let include = set.write("snippets/planner.conf", &files)?;
    let include = ("snippets/planner.conf", include.as_str());
    let (host_port, site_port) = (set.host_port, set.site_port);
    let (host, site) = (set.below_home("host"), set.below_home("site"));
    let own = with(
        &set.block(NGINX_HOST)?,
        &[
            ("listen 80;", &format!("listen 127.0.0.1:{host_port};")),
            ("listen [::]:80;", ""),
            ("/var/www/planner", &host),
            include,
        ],
    )?;
    let within = with(&set.block(NGINX_FOLDER)?, &[("root /var/www/site", &format!("root {site}")), include])?;
    let cache = set.block(NGINX_CACHE)?;
    let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .iter()
        .map(|name| format!("{name}_temp_path {};\n", set.below_home(name)))
        .collect();
    // The site around the folder has the rules that many have, which must not reach the planner.
    let conf = set.write(
        "nginx.conf",
        &format!(
            "{load}pid {pid};\nerror_log stderr;\nevents {{ }}\nhttp {{\naccess_log off;\n{temporary}{cache}{own}
server {{
listen 127.0.0.1:{site_port};
root {site};
add_header X-Frame-Options SAMEORIGIN;
location ~* \\.(js|css|wasm)$ {{ expires 30d; }}
{within}}}
}}
",
            pid = set.below_home("nginx.pid"),
        ),
    )?;
    let mut command = set.project.command(set.program);
    command.arg("-p").arg(set.home).args(["-c", &conf, "-e", "stderr", "-g", "daemon off;"]);
    Ok(SetUp { command, brotli: has_brotli })
}

fn caddy(set: &Setting) -> Result<SetUp, Fail> {
    let (host_port, site_port) = (set.host_port, set.site_port);
    let (host, site) = (set.below_home("host"), set.below_home("site"));
    let own = with(
        &set.block(CADDY_HOST)?,
        &[("planner.example", &format!("http://127.0.0.1:{host_port}")), ("/var/www/planner", &host)],
    )?;
    let within = with(&set.block(CADDY_FOLDER)?, &[("root * /var/www/site", &format!("root * {site}"))])?;
    let files = set.files(CADDY_FILES)?;
    let conf = set.write(
        "Caddyfile",
        &format!(
            "{{\nadmin off\nauto_https off\n}}\n{files}{own}http://127.0.0.1:{site_port} {{
header X-Frame-Options SAMEORIGIN
{within}handle {{\nroot * {site}\nfile_server\n}}\n}}\n"
        ),
    )?;
    let mut command = set.project.command(set.program);
    command.args(["run", "--adapter", "caddyfile", "--config", &conf]);
    // Where it would keep certificates and its last configuration.
    for variable in ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"] {
        command.env(variable, set.home);
    }
    Ok(SetUp { command, brotli: false })
}

fn apache(set: &Setting) -> Result<SetUp, Fail> {
    const MODULES: [&str; 10] =
        ["mpm_event", "unixd", "authz_core", "mime", "negotiation", "dir", "filter", "headers", "deflate", "brotli"];
    let places = ["/usr/lib/apache2/modules", "/usr/lib64/httpd/modules", "/usr/lib/httpd/modules"];
    let modules = folder(&places).ok_or_else(|| Fail::Wrong("Apache's modules are in no usual place".into()))?;
    // What is not there is part of the program itself, or told of by the checks.
    let there = MODULES.iter().map(|name| (name, modules.join(format!("mod_{name}.so"))));
    let there: Vec<_> = there.filter(|(_, file)| file.is_file()).collect();
    let brotli = there.iter().any(|(name, _)| **name == "brotli");
    let load: String =
        there.iter().map(|(name, file)| format!("LoadModule {name}_module {}\n", file.display())).collect();
    // Debian's own settings of these modules, so that they are tried together with the recipe.
    let usual = ["mime", "negotiation", "deflate"].map(|name| format!("/etc/apache2/mods-available/{name}.conf"));
    let usual: String =
        usual.iter().filter(|file| Path::new(file).is_file()).map(|file| format!("Include {file}\n")).collect();
    let root = browser::is_root(set.project);
    let user = if root { "User www-data\nGroup www-data\n" } else { "" };
    let (host_port, site_port) = (set.host_port, set.site_port);
    let (host, site) = (set.below_home("host"), set.below_home("site"));
    let files = set.files(APACHE_FILES)?;
    for folder in ["host", "site/planner"] {
        set.write(&format!("{folder}/.htaccess"), &files)?;
    }
    let own =
        with(&set.block(APACHE_HOST)?, &[("*:80", &format!("127.0.0.1:{host_port}")), ("/var/www/planner", &host)])?;
    let conf = set.write(
        "apache.conf",
        &format!(
            "ServerRoot {home}\n{load}{usual}{user}ServerName 127.0.0.1\nPidFile {home}/apache.pid\n\
Mutex file:{home} default\nErrorLog {home}/apache-error.log\nDirectoryIndex index.html\n\
Listen 127.0.0.1:{host_port}\nListen 127.0.0.1:{site_port}\nHeader always set X-Frame-Options SAMEORIGIN\n\
<Directory />\nAllowOverride None\nRequire all denied\n</Directory>\n{own}<VirtualHost 127.0.0.1:{site_port}>\n\
DocumentRoot {site}\nHeader set X-Frame-Options SAMEORIGIN\n<Directory {site}>\nAllowOverride All\n\
Options -Indexes +MultiViews\nRequire all granted\n</Directory>\n</VirtualHost>\n",
            home = set.home.display(),
        ),
    )?;
    let mut command = set.project.command(set.program);
    command.args(["-f", &conf, "-DFOREGROUND"]);
    Ok(SetUp { command, brotli })
}

/// A server that runs until this is dropped.
pub struct Started {
    child: Child,
    log: PathBuf,
    pub host_port: u16,
    pub site_port: u16,
    /// Whether it packs with brotli on the fly.
    pub brotli: bool,
}

impl Started {
    pub fn new(
        project: &Project,
        program: &Program,
        path: &Path,
        recipes: &Recipes,
        home: &Path,
        only_own_sites: bool,
    ) -> Result<Self, Fail> {
        let (host_port, site_port) = free_ports().doing(|| "finding free ports".into())?;
        let set = Setting { project, program: path, recipes, home, host_port, site_port, only_own_sites };
        let SetUp { mut command, brotli } = (program.set_up)(&set)?;
        let log = home.join(format!("{}.log", program.name));
        let open =
            || File::options().create(true).append(true).open(&log).doing(|| format!("writing {}", log.display()));
        let (out, err) = (open()?, open()?);
        let child = command.stdout(Stdio::from(out)).stderr(Stdio::from(err)).spawn();
        let child = child.doing(|| format!("starting {}", path.display()))?;
        let mut started = Self { child, log, host_port, site_port, brotli };
        started.wait_until_it_listens()?;
        Ok(started)
    }

    fn wait_until_it_listens(&mut self) -> Result<(), Fail> {
        for _ in 0..200 {
            if [self.host_port, self.site_port]
                .iter()
                .all(|port| TcpStream::connect((Ipv4Addr::LOCALHOST, *port)).is_ok())
            {
                return Ok(());
            }
            if matches!(self.child.try_wait(), Ok(Some(_))) {
                break;
            }
            thread::sleep(Duration::from_millis(50));
        }
        Err(Fail::Wrong(self.trouble()))
    }

    /// What it wrote, for when something goes wrong.
    pub fn trouble(&self) -> String {
        let said = fs::read_to_string(&self.log).unwrap_or_default();
        format!("the server does not answer; it wrote into {}:\n{said}", self.log.display())
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        // A polite end, so that its own helpers end with it; if it will not hear, the rude one.
        let asked = Command::new("kill").arg(self.child.id().to_string()).status();
        if !asked.is_ok_and(|status| status.success()) {
            self.child.kill().ok();
        }
        self.child.wait().ok();
    }
}

/// Two ports that nothing listens on, held together so that they differ.
fn free_ports() -> std::io::Result<(u16, u16)> {
    let one = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let other = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    Ok((one.local_addr()?.port(), other.local_addr()?.port()))
}
