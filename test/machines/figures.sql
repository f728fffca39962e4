-- figures.sql
--	  Two rows of every argument that a function of the extension takes, and a
--	  few hundred of figures, for test/t/foreign_servers.sh and security.sh.
--
-- A column of "figure" serves a parameter if it is named c_<parameter> and has
-- its type; else the parameter's type says: calls.sql does the naming.  All
-- amounts of a row are of one currency, and all rows of a company are.

CREATE TABLE figure (
	id int, company int NOT NULL,
	monetary1 monetary, monetary2 monetary, dollars monetary(USD),
	estimate1 estimate, estimate2 estimate, valuation1 valuation, valuation2 valuation,
	numeric1 numeric, numeric2 numeric, boolean1 bool, boolean2 bool, bigint1 bigint, integer1 int,
	c_currency text, c_digits int, c_height int, c_width int, c_horizon int, c_months int, c_runs int, c_seed bigint,
	c_base text, c_basis text, c_category text, c_csv text, c_default_currency text, c_distribution text, c_flow text, c_kind text,
	c_language text, c_mode text, c_quote text, c_style text, c_text text, c_title text,
	c_actuals_until date, c_day date, c_ends_on date, c_from_month date, c_starts_on date,
	c_every interval, c_max_age interval, c_per interval, c_weights numeric[],
	c_change numeric, c_growth numeric, c_growth_spread numeric, c_probability numeric, c_rate numeric, c_volatility numeric,
	c_lower monetary, c_upper monetary, c_opening estimate, c_amount estimate, c_raised estimate, rate_book1 rate_book, c_lines cash_line[], c_actuals cash_line[],
	c_flows cash_flow_row[], c_projection cash_projection_row[], c_simulation cash_simulation_row[]);
