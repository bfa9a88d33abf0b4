using System.Diagnostics;

namespace Funding.Host.Tests.House;

/// <summary>Unit (bash). How .ci/run counts and ends: it runs with a `dotnet`, a `postgres` and a `chromium` that only print.</summary>
public sealed class ci_script : IDisposable
{
    private readonly DirectoryInfo bin = Directory.CreateTempSubdirectory("ci-");

    [Fact]
    public async Task the_counts_of_all_projects_are_summed_on_the_last_line() =>
        (await Run("Passed!  - Failed:     0, Passed:    66, Skipped:     0, Total:    66, Duration: 308 ms - A.dll (net10.0)\n"
            + "Passed!  - Failed:     0, Passed:     4, Skipped:     0, Total:     4, Duration: 1 s - B.dll (net10.0)", exitCode: 0))
            .ShouldBe(("70 passed, 0 failed", 0));

    [Fact]
    public async Task skipped_tests_are_told() =>
        (await Run("Passed!  - Failed:     0, Passed:    66, Skipped:     2, Total:    68, Duration: 308 ms - A.dll", exitCode: 0))
            .ShouldBe(("66 passed, 0 failed, 2 skipped", 0));

    [Fact]
    public async Task a_failed_test_fails_the_script() =>
        (await Run("Failed!  - Failed:     1, Passed:    66, Skipped:     0, Total:    67, Duration: 308 ms - A.dll", exitCode: 0))
            .ShouldBe(("66 passed, 1 failed", 1));

    [Fact]
    public async Task a_crash_after_passed_tests_fails_the_script() =>
        (await Run("Passed!  - Failed:     0, Passed:    66, Skipped:     0, Total:    66, Duration: 308 ms - A.dll\nTest Run Aborted.", exitCode: 3))
            .ShouldBe(("66 passed, 0 failed", 3));

    [Fact]
    public async Task no_test_at_all_fails_the_script() =>
        (await Run("No test is available in A.dll.", exitCode: 0)).ShouldBe(("0 passed, 0 failed", 1));

    [Fact]
    public async Task where_the_packages_of_the_other_engine_are_missing_the_script_says_so_and_tests_without_them()
    {
        var (printed, exit) = await Print("echo \"Passed!  - Failed:     0, Passed:    66, Skipped:     0, Total: 66, of $*\"", restores: false);
        exit.ShouldBe(0);
        printed.ShouldBe(["The Marten engine was not built here: its packages could not be restored.", "Passed!  - Failed:     0, Passed:    66, Skipped:     0, Total: 66, of test", "66 passed, 0 failed"]);
    }

    [Fact]
    public async Task where_they_are_both_engines_are_tested()
    {
        var (printed, exit) = await Print("echo \"Passed!  - Failed:     0, Passed:    66, Skipped:     0, Total: 66, of $*\"", restores: true);
        exit.ShouldBe(0);
        printed.ShouldBe(["Passed!  - Failed:     0, Passed:    66, Skipped:     0, Total: 66, of test -p:WithMarten=true", "66 passed, 0 failed"]);
    }

    private async Task<(string LastLine, int ExitCode)> Run(string output, int exitCode)
    {
        var (printed, exit) = await Print($"cat <<'END'\n{output}\nEND\nexit {exitCode}", restores: false);
        return (printed[^1], exit);
    }

    private async Task<(string[] Lines, int ExitCode)> Print(string test, bool restores)
    {
        Program("postgres", "");
        Program("chromium", "");
        Program("dotnet", $"[ \"$1\" != restore ] || exit {(restores ? 0 : 1)}\n{test}");
        var start = new ProcessStartInfo("bash", [Path.Combine(Repository.Root, ".ci", "run")])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{bin.FullName}:{Environment.GetEnvironmentVariable("PATH")}";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var printed = await process.StandardOutput.ReadToEndAsync();
        await errors;
        await process.WaitForExitAsync();
        return (printed.TrimEnd('\n').Split('\n'), process.ExitCode);
    }

    private void Program(string name, string script)
    {
        var path = Path.Combine(bin.FullName, name);
        File.WriteAllText(path, $"#!/usr/bin/env bash\n{script}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    public void Dispose() => bin.Delete(recursive: true);
}
