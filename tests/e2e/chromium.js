/** The browser that every test opens, whoever drives it. */
export const CHROMIUM = process.env.PELLICLE_CHROMIUM ?? '/usr/bin/chromium';

/** What keeps it to itself, and lets it run in a container. */
export const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // What the browser would ask its makers about the forms it meets, and what Playwright switches off: the last flag counts alone.
  `--disable-features=${[
    'AutofillServerCommunication',
    'AvoidUnnecessaryBeforeUnloadCheckSync',
    'HttpsFirstBalancedModeAutoEnable',
    'HttpsUpgrades',
    'MediaRouter',
    'OptimizationHints',
    'PaintHolding',
    'PreconnectToSearch',
  ]}`,
];
