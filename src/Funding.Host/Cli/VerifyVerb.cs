using System.CommandLine;
using System.Text.Json;
using Funding.Host.Hosting;
using Funding.Host.Ledger.Verifying;
using Funding.Host.Presentation;

namespace Funding.Host.Cli;

/// <summary><c>verify [FILE]</c>: proof that nothing was altered, of the live database or of an exported file alone.</summary>
internal static class VerifyVerb
{
    /// <summary>Exit code of a log that nothing contradicts and nothing signed confirms.</summary>
    private const int Unproven = 2;

    private static readonly Argument<FileInfo?> File = new("FILE")
    {
        Description = "Un fichier de « export events » ; par défaut la base. À côté de lui sont lus FILE.heads (empreintes signées) et FILE.leaves (empreintes des événements) ; s'il n'y a pas d'empreinte signée, celles du registre de cette machine.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<FileInfo?> Heads = new("--heads") { Description = "Un fichier d'empreintes signées, une par ligne (réponse de /audit/head, ou heads.ndjson du dossier du registre)." };
    private static readonly Option<string?> Key = new("--key") { Description = "La clé publique attendue (base64, ou son empreinte de 32 chiffres) : toute autre est refusée." };
    private static readonly Option<bool> Json = new("--json") { Description = "Rend compte en JSON." };

    public static Command Make()
    {
        var command = new Command("verify", "Vérifie que le journal est celui qui a été scellé et signé, et nomme la première position altérée, supprimée, insérée, déplacée ou tronquée. Code de sortie : 0 prouvé, 1 pas intact, 2 rien de signé à comparer.") { File, Heads, Key, Json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var verdict = parsed.GetValue(File) is { } file
                ? await Progress.RunAsync("Événements vérifiés", progress => FileVerifier.RunAsync(file.FullName, parsed.GetValue(Heads)?.FullName, Configuration.Read().LedgerFolder(), parsed.GetValue(Key), progress, cancellation))
                : await OfDatabaseAsync(cancellation);
            if (parsed.GetValue(Json)) Console.Out.WriteLine(JsonSerializer.Serialize(Shape(verdict), JsonSerializerOptions.Web));
            else Tell(verdict);
            return !verdict.IsIntact ? 1 : verdict.IsProven ? 0 : Unproven;
        });
        return command;
    }

    private static async Task<Verdict> OfDatabaseAsync(CancellationToken cancellation)
    {
        await using var session = await VerbSession.OpenAsync(cancellation, (services, settings) => services.AddFundingProof(settings));
        return await Progress.RunAsync("Événements vérifiés", progress => session.Get<DatabaseVerifier>().RunAsync(progress, cancellation));
    }

    private static object Shape(Verdict it) => new
    {
        it.IsIntact, it.IsProven, it.Size, RootHash = it.Root.ToString(), Heads = it.Heads.Held, HeadsGiven = it.Heads.Given, SignedSize = it.Heads.Size, it.Heads.Keys,
        Faults = it.Faults.Select(fault => new { Kind = fault.Kind.ToString().ToLowerInvariant(), fault.Position, fault.Detail }),
    };

    private static void Tell(Verdict it)
    {
        Console.Out.WriteLine($"{French.Count(it.Size, "événement")}, racine {it.Root}");
        Console.Out.WriteLine(VerdictSentences.OfHeads(it.Heads));
        foreach (var fault in it.Faults) Console.Out.WriteLine($"{Name(fault.Kind)} : {fault.Detail}");
        Console.Out.WriteLine(VerdictSentences.Conclusion(it));
    }

    private static string Name(FaultKind kind) => kind switch
    {
        FaultKind.Altered => "Altération",
        FaultKind.Removed => "Suppression",
        FaultKind.Inserted => "Insertion",
        FaultKind.Reordered => "Déplacement",
        FaultKind.Truncated => "Troncature",
        _ => "Trace",
    };
}
