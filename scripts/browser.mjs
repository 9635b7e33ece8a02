// The browser that the page is tested in: one that is on the machine, or the platform's own package.

import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { installFromDebian } from './debian.mjs';
import { Plain } from './terminal.mjs';

/** Where browsers of Chromium's kind are, the first that is there is taken. */
const PLACES = {
  linux: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/microsoft-edge', '/snap/bin/chromium'],
  darwin: ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`),
  win32: [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA].flatMap((folder) =>
    folder ? [path.join(folder, 'Google/Chrome/Application/chrome.exe'), path.join(folder, 'Microsoft/Edge/Application/msedge.exe')] : []),
};

/** How one is had where there is none, in one line. */
const HOW = {
  linux: 'install one (`sudo apt install chromium` on Debian, `sudo snap install chromium` on Ubuntu, `sudo dnf install chromium` on Fedora)',
  darwin: 'install one (`brew install --cask google-chrome`)',
  win32: 'install one (`winget install Google.Chrome`)',
};

/** @returns {string | undefined} the program, where there is one; `ROLLCALL_BROWSER` names another */
export function installedBrowser() {
  const named = process.env.ROLLCALL_BROWSER;
  if (named) return named;
  return (PLACES[/** @type {keyof typeof PLACES} */ (process.platform)] ?? []).find((file) => existsSync(file));
}

/**
 * Finds a browser, and has Debian's package manager bring one where nobody has to be asked for a password.
 * @returns {Promise<string>} the program
 * @throws {Plain} in one line, how to get one
 */
export async function aBrowser() {
  const found = installedBrowser();
  if (found) return found;
  if (await installFromDebian('chromium', 'Installing Chromium, for the tests in a browser', 'Chromium could not be installed.')) {
    const now = installedBrowser();
    if (now) return now;
  }
  const how = HOW[/** @type {keyof typeof HOW} */ (process.platform)] ?? 'install one';
  throw new Plain(`The page is tested in Chromium, and there is none here: ${how}, or name its program in ROLLCALL_BROWSER.`);
}
