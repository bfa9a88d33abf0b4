using Funding.Domain;
using Funding.Domain.Rights;

namespace Funding.Engine.Erasing;

/// <summary>Forgets people and texts for good. The log keeps every byte: what goes is what makes them readable.</summary>
public interface IErasures
{
    /// <summary>The id of a person by her issuer and subject, also once she was erased; null when nobody is known by them.</summary>
    Task<PersonId?> FindPersonAsync(string issuer, string subject, CancellationToken cancellation);

    /// <summary>Where it is; null when there is no such person, stream or event, now or erased.</summary>
    Task<ErasureTarget?> FindAsync(ErasureSubject subject, CancellationToken cancellation);

    /// <summary>Erases, all or nothing, and certifies it; asked again it finds nothing more, and certifies nothing.</summary>
    /// <param name="subject">What.</param>
    /// <param name="by">Who asked for it.</param>
    /// <param name="check">Only tells what would go: it is done and undone.</param>
    /// <param name="cancellation">Gives up; nothing is erased then.</param>
    /// <exception cref="InvalidOperationException">This host has not the ledger's key (in French): nothing was erased.</exception>
    Task<Erased> EraseAsync(ErasureSubject subject, PersonId by, bool check, CancellationToken cancellation);

    /// <summary>The certificates, newest first, of a region (<c>*</c>: of all); those of people are of no region.</summary>
    Task<IReadOnlyList<string>> ListAsync(string region, CancellationToken cancellation);

    /// <summary>A certificate as it was signed, or null when there is none in that region.</summary>
    Task<string?> FindCertificateAsync(Guid id, string region, CancellationToken cancellation);
}

/// <summary>Where something to erase is.</summary>
/// <param name="Stream">Its stream; null for a person.</param>
/// <param name="Region">Its region; null for a person or a tariff, which are the nation's.</param>
public sealed record ErasureTarget(string? Stream, string? Region)
{
    /// <summary>Whether somebody of that region may have it erased.</summary>
    public bool IsFor(Caller caller) => Region is { } region ? caller.Covers(region) : caller.RegionCode == Caller.Nation;
}

/// <summary>What was erased, or would be.</summary>
/// <param name="Keys">The ids of the keys destroyed, each of one text.</param>
/// <param name="Rows">How many rows, by table; keys are not among them.</param>
/// <param name="SharedAddresses">How many addresses of services are the person's own: they stay until an administrator removes them.</param>
/// <param name="Certificate">The signed certificate, as canonical JSON; null when nothing was left to erase, or when only checking.</param>
public sealed record Erased(Sequence<Guid> Keys, IReadOnlyDictionary<string, int> Rows, int SharedAddresses, string? Certificate)
{
    /// <summary>Whether there was anything.</summary>
    public bool Any => Keys.Count > 0 || Rows.Count > 0;
}
