namespace Funding.Domain.Tests;

public class IdentifierTests
{
    [Theory]
    [InlineData("73282932000074")] // Luhn sum 50
    [InlineData("35600000000048")] // La Poste, head office: Luhn holds
    [InlineData("35600000049837")] // La Poste, an establishment: 3+5+6+4+9+8+3+7 = 45
    public void A_siret_with_its_key_is_accepted(string siret) => AssociationIdentifiers.IsSiret(siret).ShouldBeTrue();

    [Theory]
    [InlineData("73282932000075")] // one digit wrong
    [InlineData("73282932000047")] // two digits swapped
    [InlineData("35600000049838")] // La Poste, digits sum to 46
    [InlineData("7328293200007")]
    [InlineData("732829320000740")]
    [InlineData("7328293200007A")]
    [InlineData("٧٣٢٨٢٩٣٢٠٠٠٠٧٤")]
    [InlineData("")]
    public void A_siret_without_its_key_or_form_is_refused(string siret) => AssociationIdentifiers.IsSiret(siret).ShouldBeFalse();

    [Theory]
    [InlineData("W691234567")]
    [InlineData("W9R1011072")] // La Réunion: overseas and Corsica have a letter third
    [InlineData("W2A1002345")]
    public void An_rna_number_is_accepted(string rna) => AssociationIdentifiers.IsRna(rna).ShouldBeTrue();

    [Theory]
    [InlineData("691234567")]
    [InlineData("w691234567")]
    [InlineData("W69123456")]
    [InlineData("W6912345678")]
    [InlineData("WA91234567")]
    [InlineData("W69123456A")]
    [InlineData("")]
    public void An_ill_formed_rna_number_is_refused(string rna) => AssociationIdentifiers.IsRna(rna).ShouldBeFalse();
}
