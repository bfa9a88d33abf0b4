using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;

namespace Funding.Host.Importing;

/// <summary>Judges the commands of a file one after the other and stores all of them in one transaction, or none.</summary>
public interface IImporter
{
    /// <summary>Notifications of envelopes, each with its line.</summary>
    Task<ImportReport> ImportAsync(IReadOnlyList<(int Line, NotifyEnvelope Command)> commands, PersonId actor, bool check, IProgress<int>? progress, CancellationToken cancellation);

    /// <summary>Registrations of CPTS, each with its line.</summary>
    Task<ImportReport> ImportAsync(IReadOnlyList<(int Line, RegisterCpts Command)> commands, PersonId actor, bool check, IProgress<int>? progress, CancellationToken cancellation);
}
