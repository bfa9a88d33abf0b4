using System.CommandLine;
using System.Text.Json;
using Funding.Host.Hosting;
using Funding.Host.Importing.Acts;
using Funding.Host.Reference;
using Funding.Host.Security;
using Funding.Host.Settings;

namespace Funding.Host.Cli;

/// <summary><c>import acts FILE</c>: each line is an act of its own, stored or refused by itself.</summary>
internal static class ImportActsVerb
{
    private const string Explanation = """
        Actes datés d'un système antérieur, un objet JSON par ligne (NDJSON, UTF-8) :
          { "key": "clé unique dans le fichier", "act": "/cpts/<id>/fir-grants",
            "actor": { "role": "ars-officer", "user": "a.martin", "region": "84" },
            "body": { "effectiveDate": "2019-04-01", … } }
        « act » et « body » sont l'adresse (après /api/v1) et le corps de l'acte dans l'API ; la date est obligatoire. « actor » est l'auteur de l'acte,
        comme dans « token » (role, user, region, departments, cpts, name).
        Les lignes sont jugées dans l'ordre, chacune comme un acte enregistré tardivement : celles que les règles refusent sont dites avec leur motif,
        les autres sont enregistrées. Relancer le même fichier ne refait que ce qui avait été refusé.
        """;

    private static readonly Argument<FileInfo> File = new("FILE") { Description = "Fichier NDJSON en UTF-8." };
    private static readonly Option<bool> Json = new("--json") { Description = "Rend compte en JSON." };

    public static Command Make()
    {
        var command = new Command("acts", Explanation) { File, Json };
        command.SetAction(async (parsed, cancellation) =>
        {
            CheckIssuer(Configuration.Read());
            var file = await System.IO.File.ReadAllBytesAsync(parsed.GetValue(File)!.FullName, cancellation);
            await using var session = await VerbSession.OpenAsync(cancellation);
            await session.StartActingAsync(cancellation);
            await TariffPublisher.PublishAsync(session.Get<IServiceProvider>(), ReferenceFiles.AciTariffs(), cancellation); // no host may ever have served this database
            var report = await Progress.RunAsync("Lignes", progress => session.Get<ActImport>().RunAsync(file, progress, cancellation));
            Tell(report, parsed.GetValue(Json));
            return report.Bad.Count == 0 ? 0 : 1;
        });
        return command;
    }

    /// <summary>A file names the authors of its acts. Only where this machine vouches for people anyway is that no more than <c>token</c> allows.</summary>
    private static void CheckIssuer(FundingSettings settings)
    {
        if (!settings.UsesLocalIssuer())
            throw new CannotRunException($"Un émetteur externe est configuré ({settings.Auth.Authority}) : lui seul atteste des personnes, un fichier ne peut pas agir en leur nom.");
    }

    private static void Tell(ActImportReport report, bool json)
    {
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(report, JsonSerializerOptions.Web));
            return;
        }

        foreach (var bad in report.Bad) Console.Error.WriteLine($"ligne {bad.Line} : {bad.Reason}");
        var refused = report.Bad.Select(bad => bad.Line).Distinct().Count();
        Console.Out.WriteLine($"{report.Rows} ligne(s) : {report.Stored} enregistrée(s), {report.Unchanged} déjà connue(s), {refused} refusée(s). Corrélation : {report.CorrelationId}.");
    }
}
