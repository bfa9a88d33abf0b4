using Funding.Domain.Tariffs;

namespace Funding.Engine.Acting;

/// <summary>Acts as an engine performs them: those that people ask for, and those of the system.</summary>
public interface IEngineActs : IActs
{
    /// <summary>Publishes a tariff in the name of the system.</summary>
    Task<ActOutcome> PublishAsync(PublishTariff command, CancellationToken cancellation);

    /// <summary>Records what is due on a CPTS and nothing else. Returns whether there was anything and it is stored.</summary>
    Task<bool> RecordDueAsync(Guid cptsId, CancellationToken cancellation);
}
