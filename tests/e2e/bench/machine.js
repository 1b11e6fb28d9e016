import { availableParallelism, cpus, totalmem } from 'node:os';

/** What everything was measured on. */
export function machine(browser) {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'an unknown processor',
    cores: availableParallelism(),
    memoryGib: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${process.arch}`,
    chromium: browser.version(),
    date: new Date().toISOString().slice(0, 10),
  };
}
