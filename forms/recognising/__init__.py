"""The steps by which `forms.recognise` finds the answers in a document that came in."""
