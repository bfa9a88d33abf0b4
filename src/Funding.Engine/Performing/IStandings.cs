using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Domain.Tariffs;
using Funding.Engine.Acting;

namespace Funding.Engine.Performing;

/// <summary>The streams that an act is judged on, and the answers kept under keys, whichever engine reads them: an act is judged by one code.</summary>
internal interface IStandings
{
    /// <summary>The dossier that the act rests on.</summary>
    Standing<CptsState> Cpts(Guid id);

    /// <summary>An envelope that the act needs, held until the act is stored.</summary>
    Standing<FirEnvelope> Envelope(string region, int year);

    /// <summary>A tariff as it was read for the act, or as those stored with it leave it.</summary>
    Standing<AciTariff> Tariff(Standing<AciTariff> read);

    /// <summary>What a key was used for before, or null when it is free.</summary>
    (string RequestHash, ActAnswer Answer)? AnswerTo(Guid person, string key);
}
