//! What only exists in a browser.
