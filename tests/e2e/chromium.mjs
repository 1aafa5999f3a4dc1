// The browser that journeys and measurements start: which one, and with what said to it. It runs in containers, and it
// calls nobody.
export const HOW = {
  executablePath: process.env.CHROME_PATH,
  // No sandbox: containers run as root. The rest keeps the browser from calling home.
  args: [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};
