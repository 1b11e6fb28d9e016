// esbuild copies no files that a script names by their address, so the package brings them inside.
import 'pellicle/inline';
import '../app.js';
