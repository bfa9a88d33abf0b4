namespace Funding.Host.Embedded;

/// <summary>Reads what the server or initdb said when it failed. Its messages are English: the cluster and the tools run in the C locale.</summary>
internal static class ServerFailure
{
    private const int QuotedLines = 15;

    /// <summary>Processes of a server that died still hold its memory; most go away by themselves.</summary>
    public static bool IsStillHeld(string output) =>
        Says(output, "pre-existing shared memory block") || Says(output, "lock file \"postmaster.pid\" already exists");

    public static bool IsPortTaken(string output) => Says(output, "could not create any TCP/IP sockets") || Says(output, "Address already in use");

    /// <summary>The reason in French, with the end of what was printed.</summary>
    public static EmbeddedPostgresException Describe(string what, string output)
    {
        var why = Says(output, "No space left on device") ? " Le disque est plein."
            : Says(output, "Permission denied") ? " Un fichier ou un dossier lui est interdit."
            : "";
        var lines = output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return new EmbeddedPostgresException($"{what}{why} Fin de son journal :{Environment.NewLine}{string.Join(Environment.NewLine, lines.TakeLast(QuotedLines))}");
    }

    private static bool Says(string output, string text) => output.Contains(text, StringComparison.OrdinalIgnoreCase);
}
