//! The program `sandbox`. Everything that it does is in the library.

fn main() -> std::process::ExitCode {
    sandbox::cli::main()
}
