//! A small static file server for one folder, on this machine only: enough to look at the site, to test it and to measure it.

use std::{
    collections::BTreeMap,
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    io::{self, BufRead, BufReader, Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    path::{Component, Path, PathBuf},
    sync::Arc,
    thread,
    time::Duration,
};

use crate::{
    budget::brotli,
    fail::{Doing, Fail},
    project::files_below,
    servers::{ALWAYS, ASK_EACH_TIME, FOR_A_YEAR, is_versioned, media_type},
};

/// Which port to listen on.
#[derive(Clone, Copy)]
pub enum Port {
    /// This one or none; 0 lets the system choose.
    Exactly(u16),
    /// This one, or the next that is free.
    FreeFrom(u16),
}

pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    site: Site,
}

/// What is served.
struct Site {
    folder: PathBuf,
    /// Files as a host sends them.
    packed: BTreeMap<PathBuf, Packed>,
}

/// A file in brotli, for clients that take it, with what lets a browser keep it.
struct Packed {
    bytes: Vec<u8>,
    tag: String,
    keep: &'static str,
}

impl Server {
    pub fn bind(folder: &Path, port: Port) -> Result<Self, Fail> {
        let (listener, address) = listen(port).doing(|| match port {
            Port::Exactly(port) => format!("listening on port {port}"),
            Port::FreeFrom(port) => format!("finding a free port from {port} on"),
        })?;
        let folder = folder.canonicalize().doing(|| format!("serving {}", folder.display()))?;
        Ok(Self { listener, address, site: Site { folder, packed: BTreeMap::new() } })
    }

    /// Packs every file now, so that each is sent as a host with the recipes of docs/hosting.md sends it to a browser: in
    /// brotli, and with what lets a browser keep it.
    pub fn packed(mut self) -> Result<Self, Fail> {
        for path in files_below(&self.site.folder)? {
            let bytes = fs::read(&path).doing(|| format!("reading {}", path.display()))?;
            let below = path.strip_prefix(&self.site.folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            let keep = if is_versioned(&below) { FOR_A_YEAR } else { ASK_EACH_TIME };
            let mut hasher = DefaultHasher::new();
            bytes.hash(&mut hasher);
            let tag = format!("\"{:x}\"", hasher.finish());
            self.site.packed.insert(path, Packed { bytes: brotli(&bytes)?, tag, keep });
        }
        Ok(self)
    }

    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Answers until the program ends.
    pub fn run(self) {
        let site = Arc::new(self.site);
        for stream in self.listener.incoming().flatten() {
            let site = Arc::clone(&site);
            // A browser that hangs up in the middle is no news.
            thread::spawn(move || serve(&site, stream).ok());
        }
    }

    /// Answers from a thread of its own; returns the address.
    pub fn run_behind(self) -> String {
        let url = self.url();
        thread::spawn(move || self.run());
        url
    }
}

fn listen(port: Port) -> io::Result<(TcpListener, SocketAddr)> {
    let listen = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    let listener = match port {
        Port::Exactly(port) => listen(port),
        Port::FreeFrom(first) => {
            let next = (1..100).filter_map(|step| first.checked_add(step));
            next.fold(listen(first), |found, port| found.or_else(|_| listen(port)))
        }
    }?;
    let address = listener.local_addr()?;
    Ok((listener, address))
}

fn serve(site: &Site, stream: TcpStream) -> io::Result<()> {
    // Browsers open connections ahead of need; those must not hold a thread for ever.
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new((&stream).take(16 * 1024));
    let mut request = String::new();
    reader.read_line(&mut request)?;
    let mut header = String::new();
    let mut client = Client::default();
    while reader.read_line(&mut header)? > 2 {
        client.read(&header);
        header.clear();
    }
    let mut words = request.split_whitespace();
    let (Some(method), Some(target)) = (words.next(), words.next()) else {
        return Ok(());
    };
    let answer = answer(site, method, target, &client);
    let mut out = answer.head().into_bytes();
    if method != "HEAD" {
        out.extend_from_slice(&answer.body);
    }
    (&stream).write_all(&out)?;
    // Closing while the client still sends would reset the connection and lose the answer.
    stream.shutdown(std::net::Shutdown::Write)?;
    io::copy(&mut (&stream).take(1024 * 1024), &mut io::sink())?;
    Ok(())
}

/// What a request says of the client.
#[derive(Default)]
struct Client {
    takes_brotli: bool,
    /// The tag of what it has kept.
    has: Option<String>,
}

impl Client {
    fn read(&mut self, header: &str) {
        self.takes_brotli |= names_brotli(header);
        if let Some((name, value)) = header.split_once(':')
            && name.eq_ignore_ascii_case("if-none-match")
        {
            self.has = Some(value.trim().to_owned());
        }
    }
}

struct Answer {
    status: &'static str,
    /// Header lines of this answer alone.
    headers: String,
    keep: &'static str,
    body: Vec<u8>,
}

impl Answer {
    fn plain(status: &'static str, more: &str) -> Self {
        let headers = format!("Content-Type: text/plain; charset=utf-8\r\n{more}");
        Self { status, headers, keep: ASK_EACH_TIME, body: format!("{status}\n").into_bytes() }
    }

    fn head(&self) -> String {
        let always: String = ALWAYS.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        format!(
            "HTTP/1.1 {}\r\n{}Content-Length: {}\r\nCache-Control: {}\r\n{always}Connection: close\r\n\r\n",
            self.status,
            self.headers,
            self.body.len(),
            self.keep,
        )
    }
}

/// Whether this is the header line with which a client says that it reads brotli.
fn names_brotli(header: &str) -> bool {
    header.split_once(':').is_some_and(|(name, value)| {
        let mut codings = value.split(',').map(|coding| coding.split(';').next().unwrap_or_default().trim());
        name.eq_ignore_ascii_case("accept-encoding") && codings.any(|coding| coding == "br")
    })
}

fn answer(site: &Site, method: &str, target: &str, client: &Client) -> Answer {
    let folder = &site.folder;
    if !matches!(method, "GET" | "HEAD") {
        return Answer::plain("405 Method Not Allowed", "Allow: GET, HEAD\r\n");
    }
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let Some(mut file) = below(path).map(|below| folder.join(below)) else {
        return Answer::plain("400 Bad Request", "");
    };
    if file.is_dir() {
        if !path.ends_with('/') {
            // Relative addresses in the page need the slash.
            let query = if query.is_empty() { String::new() } else { format!("?{query}") };
            let name = path.rsplit('/').next().unwrap_or_default();
            return Answer::plain("301 Moved Permanently", &format!("Location: ./{name}/{query}\r\n"));
        }
        file.push("index.html");
    }
    // A link inside the folder must not lead out of it.
    let inside = file.canonicalize().is_ok_and(|real| real.starts_with(folder));
    let kind = media_type(&file.to_string_lossy()).unwrap_or("application/octet-stream");
    let mut headers = format!("Content-Type: {kind}\r\n");
    if let Some(Packed { bytes, tag, keep }) = site.packed.get(&file).filter(|_| client.takes_brotli) {
        headers.push_str("Content-Encoding: br\r\nVary: Accept-Encoding\r\nETag: ");
        headers.push_str(tag);
        headers.push_str("\r\n");
        let unchanged = client.has.as_ref() == Some(tag);
        let (status, body) = if unchanged { ("304 Not Modified", Vec::new()) } else { ("200 OK", bytes.clone()) };
        return Answer { status, headers, keep, body };
    }
    match fs::read(&file) {
        Ok(body) if inside => Answer { status: "200 OK", headers, keep: ASK_EACH_TIME, body },
        _ => Answer::plain("404 Not Found", ""),
    }
}

/// The path below the served folder, or nothing when the address tries to leave it.
fn below(path: &str) -> Option<PathBuf> {
    let path = percent_decode(path.strip_prefix('/')?)?;
    if path.contains(['\\', '\0', ':']) {
        return None;
    }
    let path = PathBuf::from(path);
    path.components().all(|part| matches!(part, Component::Normal(_))).then_some(path)
}

fn percent_decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let high = char::from(rest.next()?).to_digit(16)?;
                let low = char::from(rest.next()?).to_digit(16)?;
                u8::try_from(high * 16 + low).ok()?
            }
            other => other,
        });
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with a page, a sub-folder, and a secret beside it.
    fn site(name: &str) -> Site {
        let home = std::env::temp_dir().join(format!("xtask-{}-{name}", std::process::id()));
        fs::create_dir_all(home.join("site/sub")).unwrap();
        fs::write(home.join("site/index.html"), "<p>page").unwrap();
        fs::write(home.join("site/sub/index.html"), "<p>sub").unwrap();
        fs::write(home.join("secret.txt"), "secret").unwrap();
        Server::bind(&home.join("site"), Port::Exactly(0)).unwrap().site
    }

    #[test]
    fn a_file_comes_with_its_type_and_what_every_file_has() {
        let site = site("headers");
        let page = answer(&site, "GET", "/", &Client::default()).head();
        for line in ["Content-Type: text/html; charset=utf-8\r\n", "Cross-Origin-Resource-Policy: cross-origin\r\n"] {
            assert!(page.contains(line), "{page}");
        }
        fs::write(site.folder.join("photo.heic"), "x").unwrap();
        let other = answer(&site, "GET", "/photo.heic", &Client::default()).head();
        assert!(other.contains("Content-Type: application/octet-stream\r\n"), "{other}");
    }

    #[test]
    fn an_address_stays_in_the_folder() {
        let site = site("traversal");
        let status = |target: &str| answer(&site, "GET", target, &Client::default()).status;
        assert_eq!(status("/"), "200 OK");
        assert_eq!(status("/index.html?lang=fr"), "200 OK");
        assert_eq!(status("/sub/"), "200 OK");
        assert_eq!(status("/nothing"), "404 Not Found");
        for target in [
            "/../secret.txt",
            "/%2e%2e/secret.txt",
            "/sub/..%2f../secret.txt",
            "/..\\secret.txt",
            "/%5C..",
            "/C:/x",
            "//etc/passwd",
            "/%zz",
            "/%",
            "x",
        ] {
            assert_eq!(status(target), "400 Bad Request", "{target}");
        }
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink("../secret.txt", site.folder.join("link.txt")).ok();
            assert_eq!(status("/link.txt"), "404 Not Found");
        }
    }

    #[test]
    fn a_folder_gets_its_slash_and_only_reading_is_allowed() {
        let site = site("methods");
        assert!(answer(&site, "GET", "/sub?x", &Client::default()).headers.contains("Location: ./sub/?x\r\n"));
        assert_eq!(answer(&site, "POST", "/", &Client::default()).status, "405 Method Not Allowed");
        let head = answer(&site, "HEAD", "/", &Client::default()).head();
        assert!(head.contains("Content-Length: 7\r\n"), "{head}");
    }

    #[test]
    fn only_a_client_that_takes_brotli_gets_it() {
        assert!(names_brotli("accept-encoding: gzip, deflate, br;q=1, zstd\r\n"));
        assert!(!names_brotli("Accept-Encoding: gzip, brx\r\n"));
        assert!(!names_brotli("Accept: br\r\n"));

        let folder = site("packed").folder;
        let site = Server::bind(&folder, Port::Exactly(0)).unwrap().packed().unwrap().site;
        let plain = answer(&site, "GET", "/sub/", &Client::default());
        assert_eq!(plain.body, b"<p>sub");
        let mut client = Client::default();
        client.read("Accept-Encoding: br\r\n");
        let packed = answer(&site, "GET", "/sub/", &client);
        assert!(packed.head().contains("Content-Encoding: br\r\n"), "{}", packed.head());
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut &*packed.body, &mut unpacked).unwrap();
        assert_eq!(unpacked, plain.body);
    }

    #[test]
    fn what_a_browser_kept_is_not_sent_again() {
        let folder = site("kept").folder;
        fs::create_dir_all(folder.join("0.1.0-0a1b2c3d")).unwrap();
        fs::write(folder.join("0.1.0-0a1b2c3d/app.js"), "run").unwrap();
        let site = Server::bind(&folder, Port::Exactly(0)).unwrap().packed().unwrap().site;
        let mut client = Client { takes_brotli: true, has: None };
        assert!(answer(&site, "GET", "/0.1.0-0a1b2c3d/app.js", &client).head().contains("immutable"));
        let first = answer(&site, "GET", "/", &client);
        assert!(first.head().contains("Cache-Control: no-cache\r\n"), "{}", first.head());
        let tag = first.headers.split("ETag: ").nth(1).unwrap();
        client.read(&format!("If-None-Match: {tag}"));
        let again = answer(&site, "GET", "/", &client);
        assert_eq!((again.status, again.body.len()), ("304 Not Modified", 0));
        fs::write(folder.join("index.html"), "<p>another").unwrap();
        let site = Server::bind(&folder, Port::Exactly(0)).unwrap().packed().unwrap().site;
        assert_eq!(answer(&site, "GET", "/", &client).status, "200 OK");
    }

    #[test]
    fn the_next_free_port_is_taken() {
        let (_held, taken) = listen(Port::Exactly(0)).unwrap();
        let (_listener, next) = listen(Port::FreeFrom(taken.port())).unwrap();
        assert!(next.port() > taken.port());
        assert!(listen(Port::Exactly(taken.port())).is_err());
    }
}
