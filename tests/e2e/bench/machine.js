import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';

/** What everything was measured on. */
export function machine(browser) {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'an unknown processor',
    cores: availableParallelism(),
    memoryGib: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${process.arch}`,
    chromium: browser.version(),
    /** How many programs wanted a core in the last minute, on average, before anything was measured. */
    load: loadavg()[0],
    date: new Date().toISOString().slice(0, 10),
  };
}

/** Whether others were at work: then even ratios are off, for some pipelines have more threads to lose than others. */
export function isBusy({ load, cores }) {
  return load > cores / 2;
}
