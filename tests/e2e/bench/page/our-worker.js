import './upload-stops-here.js';
import '/dist/worker.js';
