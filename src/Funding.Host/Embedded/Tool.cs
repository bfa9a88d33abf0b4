using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Funding.Host.Embedded;

/// <summary>What a tool answered: its exit code and all it printed. Exit code 127 means that it could not be started.</summary>
internal sealed record ToolResult(int ExitCode, string Output)
{
    public bool Succeeded => ExitCode == 0;
}

/// <summary>Runs a command-line tool to its end. Cancelling kills that process only, never what it has started: it may be the server.</summary>
internal static class Tool
{
    public static async Task<ToolResult> RunAsync(IReadOnlyList<string> command, string? input, string? workingFolder, CancellationToken ct)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
            WorkingDirectory = workingFolder ?? Path.GetPathRoot(Environment.CurrentDirectory) ?? "",
        };
        foreach (var ours in start.Environment.Keys.Where(name => name.StartsWith("Funding__", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(ours); // settings may be secrets, and the server's account is not ours
        start.Environment["LC_ALL"] = "C"; // ServerFailure reads English

        var output = new StringBuilder();
        void Keep(string? line)
        {
            if (line is not null)
                lock (output) output.AppendLine(line);
        }

        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        try
        {
            process.Start();
        }
        catch (Win32Exception absent)
        {
            return new ToolResult(127, absent.Message);
        }

        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await FeedAsync(process, input);
            await process.WaitForExitAsync(ct);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }

        lock (output) return new ToolResult(process.ExitCode, output.ToString().Trim());
    }

    private static async Task FeedAsync(Process process, string? input)
    {
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The tool ended without reading: its exit code tells why.
        }
    }
}
