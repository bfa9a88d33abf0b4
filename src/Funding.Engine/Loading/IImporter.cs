using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Domain.Refusing;

namespace Funding.Engine.Loading;

/// <summary>Judges the commands of a file one after the other and stores all of them in one transaction, or none.</summary>
public interface IImporter
{
    /// <summary>Notifications of envelopes, each with its line.</summary>
    Task<ImportOutcome> ImportAsync(IReadOnlyList<(int Line, NotifyEnvelope Command)> commands, PersonId actor, bool check, IProgress<int>? progress, CancellationToken cancellation);

    /// <summary>Registrations of CPTS, each with its line.</summary>
    Task<ImportOutcome> ImportAsync(IReadOnlyList<(int Line, RegisterCpts Command)> commands, PersonId actor, bool check, IProgress<int>? progress, CancellationToken cancellation);
}

/// <summary>What came of the commands. With any refusal nothing was stored.</summary>
/// <param name="Stored">Commands that changed something, or would when only checking.</param>
/// <param name="Refused">The refusals, each with its line.</param>
public sealed record ImportOutcome(int Stored, IReadOnlyList<(int Line, Rejection No)> Refused);
