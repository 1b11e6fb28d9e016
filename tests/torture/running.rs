//! Which cases are being run, written where it survives the process: a stack that overflows, and memory that is not
//! there, end it at once, and no hook of its own hears of that.

use std::fs::{self, File};
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// One thread's note.
pub struct Running(File);

impl Running {
    pub fn open(folder: &Path, thread: usize) -> Self {
        Self(File::create(folder.join(format!("running-{thread}"))).unwrap())
    }

    pub fn note(&mut self, number: usize) {
        self.0.seek(SeekFrom::Start(0)).unwrap();
        self.0.write_all(&(number as u64).to_le_bytes()).unwrap();
    }
}

/// Makes the folder, and takes away what an earlier run noted there.
pub fn clear(folder: &Path) {
    fs::create_dir_all(folder).unwrap();
    for note in notes(folder) {
        fs::remove_file(note).unwrap();
    }
}

/// What each thread ran last.
pub fn last(folder: &Path) -> Vec<usize> {
    let number = |path: PathBuf| Some(u64::from_le_bytes(fs::read(path).ok()?.try_into().ok()?));
    let numbers = notes(folder).into_iter().filter_map(number);
    numbers.map(|number| number as usize).collect()
}

fn notes(folder: &Path) -> Vec<PathBuf> {
    let paths = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let is_note = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("running-")
    };
    paths.filter(is_note).collect()
}
