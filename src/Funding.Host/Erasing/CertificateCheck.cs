using Funding.Engine.Erasing;
using Funding.Engine.Proving;
using Npgsql;

namespace Funding.Host.Erasing;

/// <summary>Holds a certificate against the database: is it signed by the ledger's key, of this ledger, and is what it names gone?</summary>
internal sealed class CertificateCheck(NpgsqlDataSource source)
{
    /// <summary>What is wrong with it by itself, in French; none when it is sound.</summary>
    /// <param name="text">The certificate.</param>
    /// <param name="isTrusted">Whether a key, in base64, is one of the ledger's.</param>
    public static (ErasureCertificate? Certificate, IReadOnlyList<string> Faults) Alone(string text, Func<string, bool> isTrusted)
    {
        if (ErasureCertificate.Read(text) is not var (certificate, isSigned)) return (null, ["Ce n'est pas un certificat d'effacement."]);
        if (!isSigned) return (certificate, ["La signature est fausse : le certificat a été altéré."]);
        return (certificate, isTrusted(certificate.Key) ? [] : ["Il est signé d'une clé qui n'est pas celle du registre."]);
    }

    /// <summary>Likewise, and against what the database holds now.</summary>
    public async Task<(ErasureCertificate? Certificate, IReadOnlyList<string> Faults)> RunAsync(string text, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        var keys = await HeadTable.KeysAsync(connection, cancellation);
        var (certificate, alone) = Alone(text, one => keys.Any(key => Convert.ToBase64String(key.Key) == one));
        if (certificate is null) return (null, alone);
        var faults = alone.ToList();
        var left = await CountAsync("select count(*) from funding.sealed_keys where id = any($1)", cancellation, certificate.Keys.ToArray());
        if (left > 0) faults.Add($"{left} des clés qu'il dit détruites sont là : la base a été restaurée d'une sauvegarde ? Effacez de nouveau.");
        if (certificate.Person is { } person && await CountAsync("select count(*) from funding.people where id = $1", cancellation, person) > 0)
            faults.Add("La personne qu'il dit effacée est là : la base a été restaurée d'une sauvegarde ? Effacez de nouveau.");
        if (certificate.Ledger is { } ledger && await CountAsync("select count(*) from funding.ledger_heads where size = $1 and encode(root, 'hex') <> $2", cancellation, ledger.Size, ledger.RootHash) > 0)
            faults.Add("Il est d'un autre registre : à cette taille, l'empreinte de celui-ci est autre.");
        return (certificate, faults);
    }

    private async Task<long> CountAsync(string sql, CancellationToken cancellation, params object[] values)
    {
        await using var command = source.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }
}
