namespace Funding.Domain.Cpts;

/// <summary>Who is kept from an act by a part that they had in what it rests on (R11).</summary>
internal static class FourEyesRule
{
    /// <summary>Who awarded the commitment, had a part in what its line is worth, or certified what still stands of the instalment: none of them pays it.</summary>
    public static IEnumerable<PersonId> KeptFromPaying(Dossier dossier, Commitment commitment, int instalment)
        => commitment.AwardedBy
            .Concat(commitment.Line is { } line ? dossier.Contracts.PeopleBehind(line) : [])
            .Concat(Standing(commitment, instalment).Select(it => it.By));

    /// <summary>The certifications of an instalment of which something stands.</summary>
    public static IEnumerable<Certification> Standing(Commitment commitment, int instalment)
        => commitment.Certifications.Where(it => it.Event.Instalment == instalment && it.Standing.IsPositive);
}
