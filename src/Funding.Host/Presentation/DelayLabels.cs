using System.Diagnostics;
using Funding.Domain.Views;

namespace Funding.Host.Presentation;

/// <summary>The French names of delays.</summary>
public static class DelayLabels
{
    /// <summary>From what to what.</summary>
    public static string Of(DelayKind kind) => kind switch
    {
        DelayKind.LetterToSubmission => "Lettre acceptée → projet déposé",
        DelayKind.SubmissionToValidation => "Projet déposé → validé",
        DelayKind.ValidationToNegotiation => "Projet validé → négociation ouverte",
        DelayKind.NegotiationToSignature => "Négociation ouverte → contrat signé",
        DelayKind.LetterToValidation => "Lettre acceptée → projet validé",
        DelayKind.ValidationToSignature => "Projet validé → contrat signé",
        DelayKind.LetterToSignature => "Lettre acceptée → contrat signé",
        _ => throw new UnreachableException(),
    };
}
