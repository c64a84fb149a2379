namespace Activation.Store.Embedded;

/// <summary>What an operator can do about the failures that PostgreSQL and the operating system report most.</summary>
static class Hints
{
    public static string For(string failure) => failure switch
    {
        _ when Says(failure, "No space left on device", "Disk quota exceeded", "not enough space") => "The disk is full: make room, or choose another data folder (--data DIR). Nothing that was acknowledged is lost.",
        _ when Says(failure, "Read-only file system", "Permission denied", "is denied") => "Choose a folder that can be written (--data DIR).",
        _ when Says(failure, "could not create shared memory", "could not map anonymous shared memory") => "The machine has too little free memory for a database.",
        _ when Says(failure, "requested WAL", "invalid checkpoint record", "could not locate a valid checkpoint") => "The data folder is damaged: restore the last backup with infra/restore.",
        _ => "",
    };

    static bool Says(string failure, params string[] words) => Array.Exists(words, word => failure.Contains(word, StringComparison.OrdinalIgnoreCase));
}
