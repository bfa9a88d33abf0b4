using System.Diagnostics;
using System.Text.Json;
using Funding.Host.Tests.House;

namespace Funding.Host.Tests.Exporting;

/// <summary>What a validator that is not ours finds: npm's <c>tableschema</c>, of the Open Knowledge Foundation.</summary>
internal sealed record TableSchemaVerdict(string[] Schema, int Rows, TableSchemaFault[] Faults);

/// <summary>A row at fault.</summary>
internal sealed record TableSchemaFault(int Line, string[] Messages);

internal static class TableSchemaPeer
{
    private const string Folder = "tests/Funding.Host.Tests/Exporting/TableSchema";

    /// <summary>Validates a file against the official schema.</summary>
    public static async Task<TableSchemaVerdict> ValidateAsync(string file)
    {
        string[] line = [Path.Combine(Repository.Root, Folder, "validate.mjs"), Path.Combine(Repository.Root, "src/Funding.Host/Reference/data/scdl-subventions-v2.1.1.json"), file];
        using var process = Process.Start(new ProcessStartInfo("node", line) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        process.ExitCode.ShouldBe(0, await errors);
        return JsonSerializer.Deserialize<TableSchemaVerdict>(await output, JsonSerializerOptions.Web)!;
    }
}
