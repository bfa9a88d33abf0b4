using System.CommandLine;
using System.Text.Json;
using Funding.Host.Engine;
using Funding.Host.Ledger.Verifying;
using Funding.Host.Presentation;

namespace Funding.Host.Cli;

/// <summary><c>verify [FILE]</c>: proof that nothing was altered, of the live database or of an exported file alone.</summary>
internal static class VerifyVerb
{
    private static readonly Argument<FileInfo?> File = new("FILE")
    {
        Description = "Un fichier de « export events » ; par défaut la base. À côté de lui sont lus FILE.heads (empreintes signées) et FILE.leaves (empreintes des événements), s'ils y sont.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<FileInfo?> Heads = new("--heads") { Description = "Un fichier d'empreintes signées, une par ligne (réponse de /audit/head, ou heads.ndjson du dossier du registre)." };
    private static readonly Option<string?> Key = new("--key") { Description = "La clé publique attendue (base64, ou ses 16 premiers chiffres d'empreinte) : toute autre est refusée." };
    private static readonly Option<bool> Json = new("--json") { Description = "Rend compte en JSON." };

    public static Command Make()
    {
        var command = new Command("verify", "Vérifie que le journal est celui qui a été scellé et signé, et nomme la première position altérée, supprimée, insérée, déplacée ou tronquée.") { File, Heads, Key, Json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var verdict = parsed.GetValue(File) is { } file
                ? await Progress.RunAsync("Événements vérifiés", progress => FileVerifier.RunAsync(file.FullName, parsed.GetValue(Heads)?.FullName, parsed.GetValue(Key), progress, cancellation))
                : await OfDatabaseAsync(cancellation);
            if (parsed.GetValue(Json)) Console.Out.WriteLine(JsonSerializer.Serialize(Shape(verdict), JsonSerializerOptions.Web));
            else Tell(verdict);
            return verdict.IsIntact ? 0 : 1;
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
        it.IsIntact, it.Size, RootHash = it.Root.ToString(), it.Heads, SignedSize = it.Signed,
        Faults = it.Faults.Select(fault => new { Kind = fault.Kind.ToString().ToLowerInvariant(), fault.Position, fault.Detail }),
    };

    private static void Tell(Verdict it)
    {
        Console.Out.WriteLine($"{French.Count(it.Size, "événement")}, racine {it.Root}");
        Console.Out.WriteLine(it.Heads == 0
            ? "Aucune empreinte signée à comparer : seule la forme du journal a été vérifiée."
            : $"{French.Count(it.Heads, "empreinte")} signée{(it.Heads < 2 ? "" : "s")} confirmée{(it.Heads < 2 ? "" : "s")}, la dernière de {French.Count(it.Signed, "événement")}.");
        foreach (var fault in it.Faults) Console.Out.WriteLine($"{Name(fault.Kind)} : {fault.Detail}");
        Console.Out.WriteLine(it.IsIntact ? "Le journal est intact." : "Le journal n'est pas intact.");
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
