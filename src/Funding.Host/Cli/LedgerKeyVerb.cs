using System.CommandLine;
using System.Security.Cryptography;
using Funding.Engine.Clocks;
using Funding.Engine.Ledger.Heads;
using Funding.Engine.Proving;
using Funding.Host.Hosting;
using Npgsql;

namespace Funding.Host.Cli;

/// <summary><c>ledger-key</c>: the key that heads are signed with, and its rotation.</summary>
internal static class LedgerKeyVerb
{
    public static Command Make()
    {
        var lost = new Option<bool>("--lost") { Description = "L'ancienne clé privée est perdue : la nouvelle n'est pas signée d'elle, et verify le dira." };
        var rotate = new Command("rotate", "Fait une nouvelle clé, signée de l'ancienne, et remplace le fichier de clé. Les hôtes en service la prennent sans redémarrer.") { lost };
        rotate.SetAction((parsed, cancellation) => RunAsync((connection, key, clock) => RotateAsync(connection, key, clock, parsed.GetValue(lost), cancellation), cancellation));
        var command = new Command("ledger-key", "Montre les clés publiques qui signent le registre : à publier ailleurs que dans la base.") { rotate };
        command.SetAction((_, cancellation) => RunAsync((connection, _, _) => ShowAsync(connection, cancellation), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(Func<NpgsqlConnection, LedgerKey, DomainClock, Task<int>> work, CancellationToken cancellation)
    {
        await using var session = await VerbSession.OpenAsync(cancellation, (services, settings) => services.AddFundingProof(settings));
        await using var connection = await session.Get<NpgsqlDataSource>().OpenConnectionAsync(cancellation);
        return await work(connection, session.Get<LedgerKey>(), session.Get<DomainClock>());
    }

    private static async Task<int> ShowAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        foreach (var key in await HeadTable.KeysAsync(connection, cancellation))
            Console.Out.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{key.Number} {KeyChain.Fingerprint(key.Key)} {Convert.ToBase64String(key.Key)} ({key.MadeAt:yyyy-MM-dd}, à partir de {key.FromSize} événements)"));
        return 0;
    }

    private static async Task<int> RotateAsync(NpgsqlConnection connection, LedgerKey key, DomainClock clock, bool lost, CancellationToken cancellation)
    {
        var keys = await HeadTable.KeysAsync(connection, cancellation);
        if (keys.Count == 0) throw new CannotRunException("Aucune empreinte n'a encore été signée : il n'y a pas de clé à remplacer.");
        using var former = lost ? null : key.Open();
        if (former is not null && !KeyChain.IsOwn(former, keys))
            throw new CannotRunException($"La clé de {key.Path} n'est pas celle du registre ; remettez-la, ou dites --lost si elle est perdue.");
        using var fresh = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (number, size, spki) = (keys[^1].Number + 1, await TileTable.SizeAsync(connection, cancellation), fresh.ExportSubjectPublicKeyInfo());
        var endorsement = former?.SignData(KeyChain.Endorsed(number, size, spki), HashAlgorithmName.SHA256);
        var made = new HeadKey(number, spki, size, await clock.NowAsync(cancellation), endorsement);
        await key.ReplaceAsync(fresh, async () =>
        {
            await using var batch = new NpgsqlBatch(connection) { BatchCommands = { HeadTable.Insert(made) } };
            await batch.ExecuteNonQueryAsync(cancellation);
        });
        Console.Out.WriteLine($"Clé n° {number} : {KeyChain.Fingerprint(spki)}. Faites connaître cette empreinte aux auditeurs, et copiez {key.Path} sur les autres hôtes.");
        return 0;
    }
}
