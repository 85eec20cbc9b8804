// The program that serves and publishes dossiers, as the tests run it: named by CASUS, else the one built in build/release.

import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
export const casus = process.env['CASUS'] ?? join(root, 'build/release/casus');

/** Whether the program is there and knows a verb. */
export const knows = (verb: string): boolean =>
  existsSync(casus) && spawnSync(casus, [verb, '--help'], { encoding: 'utf8' }).stdout.includes(`casus ${verb} `);

const environment = (): NodeJS.ProcessEnv => ({ ...process.env, CASUS_WEB: join(root, 'web/dist') });

/** A copy of a dossier, to be changed by a test. */
export function copyOf(name: string): string {
  const at = join(mkdtempSync(join(tmpdir(), 'casus-dossier-')), name);
  cpSync(join(root, 'dossiers', name), at, { recursive: true });
  return at;
}

/** Publishes a dossier; returns the address of the page. */
export function publishDossier(dossier: string, ...options: string[]): string {
  const at = mkdtempSync(join(tmpdir(), 'casus-published-'));
  const done = spawnSync(casus, ['publish', dossier, '-o', at, ...options], { encoding: 'utf8', env: environment() });
  if (done.status !== 0) throw new Error(done.stderr);
  return pathToFileURL(join(at, 'index.html')).href;
}

export interface Served {
  address: string;
  stop: () => void;
}

export async function serveDossier(dossier: string): Promise<Served> {
  const child: ChildProcess = spawn(casus, ['serve', dossier, '--port', '0'], { env: environment() });
  const address = await new Promise<string>((resolve, reject) => {
    let text = '';
    const hear = (chunk: Buffer): void => {
      text += chunk.toString();
      const found = /http:\/\/[^\s/]+\/?/.exec(text);
      if (found) resolve(found[0].endsWith('/') ? found[0] : `${found[0]}/`);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.on('exit', () => reject(new Error(text)));
  });
  return { address, stop: () => void child.kill() };
}
