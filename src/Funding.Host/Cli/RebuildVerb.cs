using System.CommandLine;
using System.Text.Json;
using Funding.Engine;
using Funding.Host.Hosting;
using Funding.Host.Presentation;

namespace Funding.Host.Cli;

/// <summary><c>rebuild [VIEW]</c>: views worked out again from the log, beside those that hosts read and write.</summary>
internal static class RebuildVerb
{
    private static readonly Argument<string?> View = new("VIEW")
    {
        Description = "La vue : regions (écritures, faits et enveloppes) ou dossiers ; toutes par défaut.", Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<bool> Verify = new("--verify") { Description = "Compare sans rien échanger, et nomme la première différence." };
    private static readonly Option<bool> Replace = new("--replace") { Description = "Échange même si la vue en service diffère, après avoir nommé la première différence : c'est ainsi qu'on répare une vue abîmée." };
    private static readonly Option<bool> Restart = new("--restart") { Description = "Reprend tout depuis le début au lieu de continuer ce qu'une exécution interrompue a laissé." };
    private static readonly Option<bool> Json = new("--json") { Description = "Rend compte en JSON." };

    public static Command Make()
    {
        View.AcceptOnlyFromAmong("regions", "dossiers");
        var command = new Command("rebuild", "Recalcule des vues depuis le journal, à côté de celles en service, et ne les échange que si elles sont égales. Les hôtes continuent de servir et d'enregistrer.")
        {
            View, Verify, Replace, Restart, Json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(Verify) && result.GetValue(Replace)) result.AddError("--verify n'échange rien, --replace échange toujours : donnez l'un ou l'autre.");
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = new RebuildOptions(parsed.GetValue(Verify) ? RebuildEnd.Verify : parsed.GetValue(Replace) ? RebuildEnd.Replace : RebuildEnd.Swap, parsed.GetValue(Restart));
            await using var session = await VerbSession.OpenAsync(cancellation);
            var rebuilds = session.Get<IRebuilds>();
            var reports = new List<RebuildReport>();
            foreach (var view in parsed.GetValue(View) is { } only ? [only] : rebuilds.Views) reports.Add(await RunAsync(rebuilds, view, options, cancellation));
            if (parsed.GetValue(Json)) Console.Out.WriteLine(JsonSerializer.Serialize(reports, JsonSerializerOptions.Web));
            else foreach (var report in reports) Tell(report);
            return reports.TrueForAll(report => report.Difference is null || report.Swapped) ? 0 : 1;
        });
        return command;
    }

    private static async Task<RebuildReport> RunAsync(IRebuilds rebuilds, string view, RebuildOptions options, CancellationToken cancellation)
    {
        try
        {
            return await Progress.RunAsync($"Vue {view}", progress => rebuilds.RunAsync(view, options, progress, cancellation));
        }
        catch (RebuildRefusedException refused)
        {
            throw new CannotRunException(RebuildSentences.Of(refused.Refusal, view));
        }
    }

    private static void Tell(RebuildReport report)
    {
        if (report.Difference is { } difference) Console.Error.WriteLine($"{report.View} : {RebuildSentences.Of(difference)}");
        Console.Out.WriteLine($"{report.View} : {RebuildSentences.Of(report)}");
    }
}
