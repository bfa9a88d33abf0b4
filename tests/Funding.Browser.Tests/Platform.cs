using System.Runtime.Versioning;

// Those who start the program are for Unix.
[assembly: UnsupportedOSPlatform("windows")]
