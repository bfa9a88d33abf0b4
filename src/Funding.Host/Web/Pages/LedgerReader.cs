using System.Globalization;
using Funding.Domain.Ports;
using Funding.Engine.Ledger.Heads;
using Funding.Engine.Reading;
using Funding.Host.Ledger.Verifying;
using Funding.Host.Reference;

namespace Funding.Host.Web.Pages;

/// <summary>Reads the proof of the log, and verifies it when asked; one verification at a time.</summary>
internal sealed class LedgerReader(IProofs proofs, IAudit audit, ISubjects subjects, LedgerFolder folder, DatabaseVerifier verifier, ReferenceData reference)
{
    private static readonly SemaphoreSlim One = new(1);

    public async Task<IResult> ReadAsync(IQueryCollection query, CancellationToken cancellation)
    {
        var asked = query["seq"].ToString() is { Length: > 0 } text ? text.Trim() : null;
        long? position = null;
        if (asked is not null)
        {
            if (!long.TryParse(asked.Replace(" ", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1)
                return Answers.Unreadable($"« {asked} » n’est pas une position du registre : un nombre à partir de 1.");
            position = number;
        }

        var head = await proofs.HeadAsync(cancellation);
        var proof = position is { } at && at <= head?.Size ? await proofs.InclusionAsync(at, head.Size, cancellation) : null;
        return Answers.Page<LedgerPage>(new LedgerModel
        {
            Head = head, Keys = await proofs.KeysAsync(cancellation), Folder = (folder.Location, folder.Heads().LastOrDefault()?.Size), Asked = asked,
            Proof = proof, Line = proof is null ? null : await LineAsync(proof.Position, cancellation), Verdict = query["verifier"] == "oui" ? await VerifyAsync(cancellation) : null,
            Synthetic = await subjects.AnySyntheticAsync(cancellation), Zone = reference.MainlandZone(),
        });
    }

    private async Task<string?> LineAsync(long position, CancellationToken cancellation)
    {
        await foreach (var line in audit.EventsAsync(position - 1, null, null, cancellation)) return line.Line;
        return null;
    }

    private async Task<Verdict> VerifyAsync(CancellationToken cancellation)
    {
        await One.WaitAsync(cancellation);
        try
        {
            return await verifier.RunAsync(null, cancellation);
        }
        finally
        {
            One.Release();
        }
    }
}
