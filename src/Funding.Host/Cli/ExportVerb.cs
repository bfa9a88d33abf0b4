using System.CommandLine;
using System.Text;
using Funding.Engine;
using Funding.Engine.Proving;
using Funding.Engine.Reading;
using Funding.Host.Hosting;
using Funding.Host.Presentation;
using Npgsql;

namespace Funding.Host.Cli;

/// <summary><c>export events</c>: the log as NDJSON, one canonical line per event.</summary>
internal static class ExportVerb
{
    public static Command Make()
    {
        var output = new Option<FileInfo?>("--out") { Description = "Fichier à écrire ; la sortie standard par défaut. À côté de lui vont les empreintes signées et celles des événements : verify FILE s'en sert." };
        var events = new Command("events", "Le journal, une ligne JSON canonique (RFC 8785) par événement, dans l'ordre du registre.") { output };
        events.SetAction(async (parsed, cancellation) =>
        {
            await using var session = await VerbSession.OpenAsync(cancellation, (services, settings) => services.AddFundingLedger(settings));
            await WholeLedger.WaitAsync(session.Get<NpgsqlDataSource>(), session.Get<Wakers>(), session.Get<ILoggerFactory>(), cancellation);
            var audit = session.Get<IAudit>();
            if (parsed.GetValue(output) is not { } file)
            {
                await using var stdout = Console.OpenStandardOutput();
                await WriteAsync(audit, stdout, null, cancellation);
                return 0;
            }

            var unsealed = await WholeSeal.WaitAsync(session, cancellation);
            var count = await Progress.RunAsync("Événements exportés", async progress =>
            {
                await using var stream = file.Create();
                return await WriteAsync(audit, stream, progress, cancellation);
            });
            var signed = await ExportNotes.WriteAsync(session.Get<NpgsqlDataSource>(), file.FullName, count, cancellation);
            await Console.Error.WriteLineAsync($"{French.Count(count, "événement")} dans {file.FullName} ; empreintes pour « verify » à côté ({ExportNotes.HeadsSuffix}, {ExportNotes.LeavesSuffix})");
            if (signed < count) await Console.Error.WriteLineAsync($"Aucune empreinte signée ne couvre la fin du fichier ({French.Count(count - signed, "événement")}) : {unsealed ?? "elle a été enregistrée pendant l'export"}.");
            return 0;
        });
        return new Command("export", "Exporte des données.") { events, ExportEntriesVerb.Make(), ExportScdlVerb.Make(), ExportFinancingVerb.Make(), ExportDossierVerb.Make() };
    }

    private static async Task<int> WriteAsync(IAudit audit, Stream stream, IProgress<int>? progress, CancellationToken cancellation)
    {
        var count = 0;
        await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16) { NewLine = "\n" };
        await foreach (var line in audit.EventsAsync(0, null, null, cancellation))
        {
            await writer.WriteLineAsync(line.Line.AsMemory(), cancellation);
            if (++count % 1_000 == 0) progress?.Report(count);
        }

        progress?.Report(count);
        return count;
    }
}
