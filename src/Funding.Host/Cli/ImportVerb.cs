using System.CommandLine;
using System.Text.Json;
using Funding.Domain;
using Funding.Engine.Acting;
using Funding.Host.Importing;

namespace Funding.Host.Cli;

/// <summary><c>import KIND FILE</c>: of envelopes and CPTS, bad rows are told with their line and reason, and then nothing is stored.</summary>
internal static class ImportVerb
{
    private static readonly Argument<FileInfo> File = new("FILE") { Description = "Fichier CSV en UTF-8, avec une ligne d'en-tête." };
    private static readonly Option<bool> Check = new("--check") { Description = "Vérifie le fichier sans rien enregistrer." };
    private static readonly Option<bool> Json = new("--json") { Description = "Rend compte en JSON." };

    public static Command Make() => new("import", "Importe un fichier ; une seconde fois ne change rien. Enveloppes et CPTS : tout, ou rien si une ligne est fautive ; actes : chaque ligne pour elle-même.")
    {
        ImportActsVerb.Make(),
        ImportScdlVerb.Make(),
        Kind("fir-envelopes", "Notifications d'enveloppes FIR (regionCode, year, total, fungible, ringFenced, prevention, medicoSocial, source…).", (imports, file, actor, check, progress, cancellation)
            => imports.EnvelopesAsync(file, actor, check, progress, cancellation)),
        Kind("cpts", "Enregistrements de CPTS (name, regionCode, departmentCode, communes séparées par des espaces, population, siret, rna…).", (imports, file, actor, check, progress, cancellation)
            => imports.CptsAsync(file, actor, check, progress, cancellation)),
    };

    private static Command Kind(string name, string description, Func<FileImports, byte[], PersonId, bool, IProgress<int>, CancellationToken, Task<ImportReport>> import)
    {
        var command = new Command(name, description) { File, Check, Json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var file = await System.IO.File.ReadAllBytesAsync(parsed.GetValue(File)!.FullName, cancellation);
            await using var session = await VerbSession.OpenAsync(cancellation);
            var actor = await session.Get<IPeople>().IdentifyAsync("command-line", Environment.UserName, null, cancellation);
            var report = await Progress.RunAsync("Lignes", progress => import(session.Get<FileImports>(), file, actor, parsed.GetValue(Check), progress, cancellation));
            Tell(report, parsed.GetValue(Check), parsed.GetValue(Json));
            return report.Bad.Count == 0 ? 0 : 1;
        });
        return command;
    }

    private static void Tell(ImportReport report, bool check, bool json)
    {
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(report, JsonSerializerOptions.Web));
            return;
        }

        foreach (var bad in report.Bad) Console.Error.WriteLine($"ligne {bad.Line} : {bad.Reason}");
        Console.Out.WriteLine(report.Bad.Count > 0
            ? $"{report.Bad.Count} erreur(s) sur {report.Rows} ligne(s) : rien n'a été enregistré."
            : $"{report.Rows} ligne(s) : {report.Stored} {(check ? "à enregistrer" : "enregistrée(s)")}, {report.Unchanged} déjà connue(s).");
    }
}
