//! Files are read as they are meant, or refused in words.

mod fuzz_smoke;
mod instances;
mod models;
mod reading;
