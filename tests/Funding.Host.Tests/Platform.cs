using System.Runtime.Versioning;

// File modes, signals and /proc: these tests are for Unix; the server itself names what it does on Windows.
[assembly: UnsupportedOSPlatform("windows")]
