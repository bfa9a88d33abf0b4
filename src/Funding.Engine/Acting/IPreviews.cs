using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Domain.Tariffs;

namespace Funding.Engine.Acting;

/// <summary>
/// Judges acts as <see cref="IActs"/> does, by the same code on the streams as they stand, and stores nothing: what an officer reads
/// before she confirms. What it tells may be overtaken by the time the act is asked for; the act is then judged again.
/// </summary>
public interface IPreviews
{
    /// <summary>An act on a CPTS.</summary>
    Task<ActPreview> OfAsync(Guid cptsId, CptsCommand command, ActHeader header, CancellationToken cancellation);

    /// <summary>An act on the envelope of a region and budget year.</summary>
    Task<ActPreview> OfAsync(EnvelopeCommand command, ActHeader header, CancellationToken cancellation);

    /// <summary>An act on an ACI tariff.</summary>
    Task<ActPreview> OfAsync(TariffCommand command, ActHeader header, CancellationToken cancellation);
}

/// <summary>What would come of an act.</summary>
/// <param name="Outcome">Done, with no events when it is already so; or refused.</param>
public sealed record ActPreview(ActOutcome Outcome)
{
    /// <summary>What would happen: first what is due on the CPTS, then what was asked; on a tariff or an envelope, what was asked.</summary>
    public IReadOnlyList<object> Events { get; init; } = [];

    /// <summary>The dossier as it stands; null before its registration, and for an act on anything else.</summary>
    public Dossier? Before { get; init; }

    /// <summary>The dossier after the act.</summary>
    public Dossier? After { get; init; }

    /// <summary>The envelopes whose credit would move, before and after.</summary>
    public IReadOnlyList<(FirEnvelope Before, FirEnvelope After)> Envelopes { get; init; } = [];

    /// <summary>The same of the act's own events only.</summary>
    public IEnumerable<CptsEvent> OnCpts => Events.OfType<CptsEvent>();
}
