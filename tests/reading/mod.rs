//! Reading a dataset: what is right is read, and what is wrong is told, all of it, each at its cell.

mod books;
mod bytes;
mod cascade;
mod demand;
mod dialects;
mod folder;
mod forms;
mod groups;
mod layers;
mod partners;
mod planted;
mod tables;
mod tiny;
