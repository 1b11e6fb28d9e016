import { argon2idAsync } from '@noble/hashes/argon2.js';
import '../pages/offline/offline.css';
import { start } from '../pages/offline/start.js';

/** SPEC.md, section 3. The page itself depends on the package alone; this is what it is given from elsewhere. */
void start((password, salt) => argon2idAsync(password, salt, { m: 65_536, t: 3, p: 4, dkLen: 32 }));
