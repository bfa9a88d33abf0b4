using Funding.Domain;
using Funding.Engine.Clocks;
using Funding.Engine.Ledger;
using Funding.Engine.Ledger.Heads;
using Funding.Engine.Naming;
using Funding.Engine.Proving;
using Npgsql;
using static Funding.Engine.Storage.StreamReader;

namespace Funding.Engine.Erasing;

/// <summary>Signs what was erased with the ledger's key, and keeps it in the transaction that erased.</summary>
internal sealed class CertificateSigner(LedgerKey key, DomainClock clock)
{
    public async Task<string> CertifyAsync(
        NpgsqlConnection connection, ErasureSubject subject, ErasureTarget? target, Erased erased, PersonId by, TreeHead? head, CancellationToken cancellation)
    {
        using var secret = key.Open();
        if (!KeyChain.IsOwn(secret, await HeadTable.KeysAsync(connection, cancellation)))
            throw new InvalidOperationException($"La clé de {key.Path} n'est pas celle du registre : le certificat ne vaudrait rien, et rien n'a été effacé. Donnez à cet hôte la clé du registre (Funding__Ledger__KeyFile).");
        var now = await clock.NowAsync(cancellation);
        var certificate = new ErasureCertificate
        {
            Id = Guid.CreateVersion7(),
            Kind = subject switch { PersonToErase => "person", FieldToErase => "field", _ => "event" },
            Person = (subject as PersonToErase)?.Person.Value, Texts = (subject as PersonToErase)?.Texts,
            Stream = target?.Stream, Field = ((subject as FieldToErase)?.Field ?? (subject as EventToErase)?.Field) is { } field ? Slug.Of(field) : null, Event = (subject as EventToErase)?.Event,
            ErasedAt = LedgerInstant.Text(now), By = by.Value, Keys = [.. erased.Keys], Rows = erased.Rows,
            Ledger = head is null ? null : new LedgerAt(head.Size, head.RootHash.ToString()), Key = Convert.ToBase64String(secret.ExportSubjectPublicKeyInfo()),
        };
        var signed = certificate.Sign(secret);
        await using var insert = new NpgsqlBatch(connection);
        insert.BatchCommands.Add(Command("insert into funding.erasures (id, erased_at, region, certificate) values ($1, $2, $3, $4)", certificate.Id, now.UtcDateTime, target?.Region, signed));
        await insert.ExecuteNonQueryAsync(cancellation);
        return signed;
    }
}
