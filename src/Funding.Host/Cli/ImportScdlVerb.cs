using System.CommandLine;
using System.Text.Json;
using Funding.Engine.Acting;
using Funding.Host.Importing.Scdl;
using Funding.Host.Presentation;

namespace Funding.Host.Cli;

/// <summary><c>import scdl FILE</c>: what an agency published of its grants.</summary>
internal static class ImportScdlVerb
{
    private const string Explanation = """
        Données essentielles des subventions publiées par une ARS (SCDL « subventions » v2.1.1, CSV) : les lignes dont le bénéficiaire est une CPTS du
        registre, par son SIREN ou son numéro RNA, deviennent des subventions ; celles d'autres bénéficiaires sont comptées et laissées. Une ligne fautive
        du fichier, et rien n'est enregistré ; ce que seule une règle refuse est dit avec son motif. Une seconde fois ne change rien.
        --check juge le fichier d'après le schéma, sans base de données : chaque faute avec sa ligne et sa colonne.
        """;

    private static readonly Argument<FileInfo> File = new("FILE") { Description = "Fichier CSV en UTF-8, avec une ligne d'en-tête." };
    private static readonly Option<bool> Check = new("--check") { Description = "Juge le fichier d'après le schéma, sans rien enregistrer." };
    private static readonly Option<bool> Json = new("--json") { Description = "Rend compte en JSON." };

    public static Command Make()
    {
        var command = new Command("scdl", Explanation) { File, Check, Json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var file = await System.IO.File.ReadAllBytesAsync(parsed.GetValue(File)!.FullName, cancellation);
            var report = parsed.GetValue(Check) ? Judge(file) : await ImportAsync(file, cancellation);
            if (parsed.GetValue(Json)) Console.Out.WriteLine(JsonSerializer.Serialize(report, JsonSerializerOptions.Web));
            else Tell(report, parsed.GetValue(Check));
            return report.Bad.Count == 0 ? 0 : 1;
        });
        return command;
    }

    private static ScdlReport Judge(byte[] file)
    {
        var judged = JudgedFile.Of(file);
        return new ScdlReport(judged.Rows.Count, 0, 0, 0, judged.Bad, judged.Remarks);
    }

    private static async Task<ScdlReport> ImportAsync(byte[] file, CancellationToken cancellation)
    {
        await using var session = await VerbSession.OpenAsync(cancellation, (services, settings) => services.AddSingleton(settings.Scdl));
        await session.StartActingAsync(cancellation);
        await WholeViews.WaitAsync(session, cancellation);
        var actor = await session.Get<IPeople>().IdentifyAsync("command-line", Environment.UserName, null, cancellation);
        return await Progress.RunAsync("Lignes", progress => session.Get<ScdlImport>().RunAsync(file, actor, progress, cancellation));
    }

    private static void Tell(ScdlReport report, bool check)
    {
        foreach (var it in report.Bad) Console.Error.WriteLine($"ligne {it.Line} : {it.Text}");
        foreach (var it in report.Remarks) Console.Error.WriteLine($"ligne {it.Line} : remarque : {it.Text}");
        Console.Out.WriteLine((check, report.Bad.Count) switch
        {
            (true, 0) => $"{French.Count(report.Rows, "ligne")} : aucune faute, {French.Count(report.Remarks.Count, "remarque")}.",
            (true, var count) => $"{French.Count(report.Rows, "ligne")} : {French.Count(count, "faute")}, {French.Count(report.Remarks.Count, "remarque")}.",
            _ => $"{French.Count(report.Rows, "ligne")} : {report.Stored} enregistrée(s), {report.Unchanged} déjà connue(s), {report.Others} d'autres bénéficiaires ou sans subvention, {report.Bad.Count} refus.",
        });
    }
}
