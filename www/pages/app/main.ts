import '../upload/main.js';
import { byId } from '../shared/dom.js';
import { giveFiles } from '../upload/given.js';
import { openInstall } from './install.js';
import { keepShell } from './shell.js';

// The upload page as an app: it opens without a connection, and what the system opens with it comes in.
byId('as-app', HTMLElement).hidden = true;
openInstall();
takeLaunches();
void keepShell();

/** As much of a launch as is used; TypeScript's own types do not know it. */
interface LaunchQueue {
  setConsumer(consumer: (launch: { files: readonly FileSystemFileHandle[] }) => void): void;
}

/** Files that were opened with the app, by the system's own "Open with". */
function takeLaunches(): void {
  const { launchQueue } = globalThis as { launchQueue?: LaunchQueue };
  launchQueue?.setConsumer(async ({ files }) => giveFiles(await Promise.all(files.map((file) => file.getFile()))));
}
