using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Engine;
using Funding.Engine.Acting;
using Funding.Engine.Loading;
using Funding.Host.Importing.Acts;
using Funding.Host.Importing.Scdl;

namespace Funding.Host.Importing;

/// <summary>Imports files of envelopes and of CPTS: the whole file or nothing, and a second time nothing.</summary>
internal sealed class FileImports(IImporter importer, ISealer sealer)
{
    private static readonly string[] EnvelopeColumns = ["regionCode", "year", "total", "fungible", "source"];
    private static readonly string[] EnvelopeOptional = ["regionName", "ringFenced", "prevention", "medicoSocial", "kind", "effectiveDate"];
    private static readonly string[] CptsColumns = ["name", "regionCode", "departmentCode"];
    private static readonly string[] CptsOptional = ["id", "communes", "population", "profile", "siret", "rna", "contact", "effectiveDate", "reference"];

    /// <summary>Notifications of FIR envelopes, in the columns of the published tables.</summary>
    public Task<ImportReport> EnvelopesAsync(byte[] file, PersonId actor, bool check, IProgress<int>? progress, CancellationToken cancellation)
    {
        var (rows, bad) = CsvFile.Read(file, EnvelopeColumns, EnvelopeOptional);
        var commands = rows.ConvertAll(row => (row.Line, Command: EnvelopeOf(row)));
        return RunAsync(rows, bad, () => importer.ImportAsync(commands, actor, check, progress, cancellation));
    }

    /// <summary>Registrations of CPTS. Without an id, the region and the SIRET, RNA or name make one, so that a second import finds the first.</summary>
    public Task<ImportReport> CptsAsync(byte[] file, PersonId actor, bool check, IProgress<int>? progress, CancellationToken cancellation)
    {
        var (rows, bad) = CsvFile.Read(file, CptsColumns, CptsOptional);
        var commands = rows.ConvertAll(row => (row.Line, Command: CptsOf(row)));
        bad.AddRange(commands.GroupBy(it => it.Command.Id).SelectMany(same => same.Skip(1).Select(again => new BadRow(again.Line, $"Même CPTS qu'à la ligne {same.First().Line}."))));
        return RunAsync(rows, bad, () => importer.ImportAsync(commands, actor, check, progress, cancellation));
    }

    private static async Task<ImportReport> RunAsync(List<CsvRow> rows, List<BadRow> bad, Func<Task<ImportOutcome>> import)
    {
        bad.AddRange(rows.SelectMany(row => row.Faults.Select(fault => new BadRow(row.Line, fault))));
        if (bad.Count > 0) return Nothing(rows.Count, bad);
        var outcome = await import();
        return outcome.Refused.Count > 0
            ? Nothing(rows.Count, outcome.Refused.SelectMany(refused => Reasons.Of(refused.No).Select(reason => new BadRow(refused.Line, reason))))
            : new ImportReport(rows.Count, outcome.Stored, rows.Count - outcome.Stored, []);
    }

    private static ImportReport Nothing(int rows, IEnumerable<BadRow> bad)
        => new(rows, 0, 0, bad.DistinctBy(row => (row.Line, row.Reason)).OrderBy(row => row.Line).ToList());

    private static NotifyEnvelope EnvelopeOf(CsvRow row)
    {
        var kind = row.Optional("kind") ?? "initial";
        if (kind is not ("initial" or "complement")) row.Fault("kind", "initial ou complement attendu");
        return new NotifyEnvelope(
            row.Text("regionCode"), row.RequiredWhole("year"), kind == "complement" ? NotificationKind.Complement : NotificationKind.Initial,
            row.RequiredMoney("total"), row.RequiredMoney("fungible"), row.Money("ringFenced"), row.Money("prevention"), row.Money("medicoSocial"), row.Text("source", 100))
        {
            EffectiveDate = row.Day("effectiveDate"),
        };
    }

    private RegisterCpts CptsOf(CsvRow row)
    {
        var (region, name, siret, rna) = (row.Text("regionCode"), row.Text("name"), row.Optional("siret"), row.Optional("rna"));
        return new RegisterCpts(
            row.Id("id") ?? StableId.Of($"cpts|{region}|{siret ?? rna ?? name}"), name, region, row.Text("departmentCode"),
            (row.Optional("communes", 20_000) ?? "").Split((char[])[' ', '|'], StringSplitOptions.RemoveEmptyEntries).ToSequence(), row.Whole("population"),
            row.Optional("profile"), siret, rna, row.Optional("contact", 500) is { } contact ? sealer.Seal(contact, "contact") : null)
        {
            EffectiveDate = row.Day("effectiveDate"), Reference = row.Optional("reference", 100),
        };
    }
}

/// <summary>Adds the imports of files.</summary>
internal static class ImportServices
{
    public static IServiceCollection AddFundingImports(this IServiceCollection services) => services.AddScoped<IImporter, Engine.Loading.Importer>().AddScoped<FileImports>().AddScoped<ActImport>().AddScoped<ScdlImport>();
}
