using Funding.Domain.Envelopes;

namespace Funding.Host.Presentation;

/// <summary>What happened to an envelope, in one French sentence per kind of event.</summary>
public static class EnvelopeSentences
{
    /// <summary>The sentence; an event of a kind unknown here is told by its name.</summary>
    public static string Of(EnvelopeEvent happened) => happened switch
    {
        EnvelopeNotified { Kind: NotificationKind.Initial } it => $"Enveloppe FIR {it.Year} notifiée : {French.Of(it.Parts.Total)}, dont {French.Of(it.Parts.Fungible)} fongibles.",
        EnvelopeNotified it => $"Complément à l’enveloppe FIR {it.Year} : {French.Of(it.Parts.Total)}, dont {French.Of(it.Parts.Fungible)} fongibles.",
        CptsShareSet it => $"L’ARS réserve {French.Of(it.Amount)} de l’enveloppe aux CPTS.",
        CreditCommitted it => $"Crédit engagé pour l’engagement {it.CommitmentId} : {French.Of(it.Amount)}.",
        CreditReleased it => $"Crédit rendu par l’engagement {it.CommitmentId} : {French.Of(it.Amount)}.",
        _ => $"Événement « {happened.GetType().Name} ».",
    };
}
